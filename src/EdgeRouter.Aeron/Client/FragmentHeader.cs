using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Client;

/// <summary>What stands before a fragment. It lives as long as the call that it is handed to.</summary>
public unsafe ref struct FragmentHeader
{
    private readonly Image _image;
    private readonly long _termBeginPosition;
    private readonly byte* _term;

    /// <summary>A header on a term.</summary>
    /// <param name="image">The image.</param>
    /// <param name="term">First byte of the term.</param>
    /// <param name="termBeginPosition">Position of that byte.</param>
    internal FragmentHeader(Image image, byte* term, long termBeginPosition)
    {
        _image = image;
        _term = term;
        _termBeginPosition = termBeginPosition;
    }

    /// <summary>The image that the fragment is of.</summary>
    public readonly Image Image => _image;

    /// <summary>Position behind the fragment: what has been read when this one was taken.</summary>
    public readonly long Position => _termBeginPosition + LogPosition.AlignFrame(Offset + LengthBytes);

    /// <summary>Offset of the fragment's frame in its term.</summary>
    public readonly int TermOffset => Offset;

    /// <summary>Header and payload of this frame, without what follows up to a multiple of 32.</summary>
    public readonly int FrameBytes => LengthBytes;

    /// <summary>Flags: <see cref="FrameFlags"/>. Of a message that was put together: begin and end.</summary>
    public readonly byte Flags => (byte)(ExtraFlags | _term[Offset + FrameLayout.FlagsOffset]);

    /// <summary>Session.</summary>
    public readonly int SessionId => *(int*)(_term + Offset + FrameLayout.SessionIdOffset);

    /// <summary>Stream.</summary>
    public readonly int StreamId => *(int*)(_term + Offset + FrameLayout.StreamIdOffset);

    /// <summary>Term.</summary>
    public readonly int TermId => *(int*)(_term + Offset + FrameLayout.TermIdOffset);

    /// <summary>Eight bytes that the sender's application set; 0 if it did not. Of a message that was put together: those of its last fragment.</summary>
    public readonly long ReservedValue => *(long*)(_term + Offset + FrameLayout.ReservedValueOffset);

    /// <summary>Whether the payload still was what it was when it was handed on, up to now. A reader that is stopped in the middle of it for longer than its driver
    /// waits is given up, and may be written over meanwhile: who must be certain copies or reads the payload, asks this, and only then acts on it. A message
    /// that was put together is a copy and stays.</summary>
    public readonly bool IsIntact
    {
        get
        {
            Volatile.ReadBarrier(); // What was read of the payload was read before.
            byte* frame = _term + Offset;
            return ExtraFlags != 0
                || (*(int*)frame == LengthBytes && *(int*)(frame + FrameLayout.TermIdOffset) == _image.TermIdAt(_termBeginPosition));
        }
    }

    /// <summary>Offset of the frame in the term; checked by whoever sets it.</summary>
    internal int Offset { readonly get; set; }

    /// <summary>The frame's length as it was read once and checked.</summary>
    internal int LengthBytes { readonly get; set; }

    /// <summary>Flags to show beside those of the frame.</summary>
    internal byte ExtraFlags { readonly get; set; }
}
