using EdgeRouter.Core.Packets;

namespace EdgeRouter.Benchmarks;

/// <summary>Frames that lie in memory already, handed out without a copy, again and again.</summary>
public sealed unsafe class MemoryFrameSource : IFrameSource
{
    private readonly FrameDescriptor[] _frames;
    private int _next;

    /// <summary>Copies frames into pinned memory.</summary>
    /// <param name="frames">Each frame's bytes.</param>
    public MemoryFrameSource(IReadOnlyList<byte[]> frames)
    {
        byte[] memory = GC.AllocateUninitializedArray<byte>(frames.Sum(frame => frame.Length), pinned: true);
        _frames = new FrameDescriptor[frames.Count];
        int offset = 0;
        for (int i = 0; i < _frames.Length; i++)
        {
            frames[i].CopyTo(memory, offset);

            // SAFETY: the array is pinned for its life, and Memory keeps it alive.
            _frames[i].Data = (byte*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(memory, offset);
            _frames[i].LengthBytes = _frames[i].WireLengthBytes = frames[i].Length;
            _frames[i].ReceiveTimeNs = i;
            offset += frames[i].Length;
        }

        Memory = memory;
    }

    /// <summary>All frames' bytes, one after another; writable between passes.</summary>
    public byte[] Memory { get; }

    /// <inheritdoc/>
    public bool IsExhausted => _next == _frames.Length;

    /// <inheritdoc/>
    public long FrameCount => _next;

    /// <summary>One frame's bytes.</summary>
    /// <param name="index">Its index.</param>
    public Span<byte> Frame(int index) => new(_frames[index].Data, _frames[index].LengthBytes);

    /// <summary>Back to the first frame.</summary>
    public void Rewind() => _next = 0;

    /// <inheritdoc/>
    public int Poll(Span<FrameDescriptor> burst)
    {
        int count = Math.Min(burst.Length, _frames.Length - _next);
        _frames.AsSpan(_next, count).CopyTo(burst);
        _next += count;
        return count;
    }

    /// <inheritdoc/>
    public void Release(ReadOnlySpan<FrameDescriptor> burst)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
