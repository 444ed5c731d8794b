using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Client;

/// <summary>Room in a log that was claimed: fill it, then <see cref="Commit"/> or <see cref="Abort"/>. The memory stays until one of the two, even if the
/// publication is closed meanwhile; a claim that gets neither holds the stream up, and its memory for ever.</summary>
public unsafe ref struct BufferClaim
{
    private readonly byte* _frame;
    private readonly int _payloadBytes;
    private PublicationBase? _owner;

    /// <summary>A claim.</summary>
    /// <param name="owner">The publication, which has counted it.</param>
    /// <param name="frame">The frame; its length is negative.</param>
    /// <param name="payloadBytes">Bytes claimed.</param>
    internal BufferClaim(PublicationBase owner, byte* frame, int payloadBytes)
    {
        _owner = owner;
        _frame = frame;
        _payloadBytes = payloadBytes;
    }

    /// <summary>Whether it can be filled: it was given, and neither committed nor aborted.</summary>
    public readonly bool IsOpen => _owner != null;

    /// <summary>The payload's place.</summary>
    /// <exception cref="InvalidOperationException">The claim is not open.</exception>
    public readonly Span<byte> Span => new(Frame + FrameLayout.HeaderBytes, _payloadBytes);

    /// <summary>Flags of the frame: <see cref="FrameFlags"/>; a whole message unless changed.</summary>
    /// <exception cref="InvalidOperationException">The claim is not open.</exception>
    public readonly byte Flags
    {
        get => Frame[FrameLayout.FlagsOffset];
        set => Frame[FrameLayout.FlagsOffset] = value;
    }

    /// <summary>Eight bytes for the application in the frame's header.</summary>
    /// <exception cref="InvalidOperationException">The claim is not open.</exception>
    public readonly long ReservedValue
    {
        get => *(long*)(Frame + FrameLayout.ReservedValueOffset);
        set => *(long*)(Frame + FrameLayout.ReservedValueOffset) = value;
    }

    private readonly byte* Frame => _owner != null ? _frame : throw NotOpen();

    /// <summary>Sends it.</summary>
    /// <exception cref="InvalidOperationException">The claim is not open.</exception>
    public void Commit()
    {
        Volatile.Write(ref *(int*)Frame, _payloadBytes + FrameLayout.HeaderBytes);
        LetGo();
    }

    /// <summary>Gives it up; listeners skip it.</summary>
    /// <exception cref="InvalidOperationException">The claim is not open.</exception>
    public void Abort()
    {
        *(ushort*)(Frame + FrameLayout.TypeOffset) = FrameType.Padding;
        Volatile.Write(ref *(int*)Frame, _payloadBytes + FrameLayout.HeaderBytes);
        LetGo();
    }

    private static InvalidOperationException NotOpen() => new("this claim was not given, or was committed or aborted already");

    private void LetGo()
    {
        PublicationBase owner = _owner!;
        _owner = null;
        owner.ReturnClaim();
    }
}
