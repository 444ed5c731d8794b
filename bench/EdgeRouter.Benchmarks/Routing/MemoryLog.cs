using EdgeRouter.Engine.Journaling;

namespace EdgeRouter.Benchmarks.Routing;

/// <summary>A log in memory that starts over when it is full: what encoding takes, without a disc.</summary>
public sealed class MemoryLog : IRecordLog
{
    private readonly byte[] _buffer = new byte[1 << 20];
    private int _length;

    /// <inheritdoc/>
    public long NextSequence { get; private set; } = 1;

    /// <inheritdoc/>
    public bool IsImpaired => false;

    /// <inheritdoc/>
    public bool TryReserve(int bytesMax, out Span<byte> target)
    {
        _length = _length + bytesMax > _buffer.Length ? 0 : _length;
        target = _buffer.AsSpan(_length, bytesMax);
        return true;
    }

    /// <inheritdoc/>
    public void Append(int bytes)
    {
        _length += bytes;
        NextSequence++;
    }

    /// <inheritdoc/>
    public bool TryCommit() => true;

    /// <inheritdoc/>
    public bool TryRecover() => true;
}
