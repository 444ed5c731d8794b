using EdgeRouter.Engine.Journaling;

namespace EdgeRouter.Lab.Faults;

/// <summary>A journal in memory: it outlives the router's process, loses in a crash what it had not committed, and can refuse to commit for a while.</summary>
internal sealed class MemoryLog : IRecordLog
{
    private readonly List<byte[]> _records = [];
    private byte[] _buffer = new byte[64 * 1024];

    public long NextSequence => _records.Count + 1;

    public bool IsImpaired { get; private set; }

    /// <summary>Whether the disc is broken.</summary>
    public bool IsFailing { get; set; }

    /// <summary>The process dies as soon as so many records are there; −1 = it does not.</summary>
    public int CrashAtCount { get; set; } = -1;

    public IReadOnlyList<byte[]> Records => _records;

    public int CommittedCount { get; private set; }

    public bool TryReserve(int bytesMax, out Span<byte> target)
    {
        if (bytesMax > _buffer.Length)
        {
            _buffer = new byte[bytesMax];
        }

        target = _buffer.AsSpan(0, bytesMax);
        return true;
    }

    public void Append(int bytes)
    {
        _records.Add(_buffer.AsSpan(0, bytes).ToArray());
        if (CrashAtCount >= 0 && _records.Count >= CrashAtCount)
        {
            CrashAtCount = -1;
            throw new CrashSignal();
        }
    }

    public bool TryCommit()
    {
        IsImpaired |= IsFailing;
        CommittedCount = IsFailing ? CommittedCount : _records.Count;
        return !IsFailing;
    }

    public bool TryRecover()
    {
        IsImpaired = !TryCommit();
        return !IsImpaired;
    }

    /// <summary>A crash: of what was not committed only the first records reached the disc.</summary>
    public void Cut(int count)
    {
        _records.RemoveRange(count, _records.Count - count);
        CommittedCount = count;
        IsImpaired = false;
    }
}
