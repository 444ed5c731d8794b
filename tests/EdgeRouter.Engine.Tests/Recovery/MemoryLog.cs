using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Journal;

namespace EdgeRouter.Engine.Tests.Recovery;

/// <summary>The process died while it wrote.</summary>
internal sealed class CrashException : Exception;

/// <summary>A log in memory that survives its process, and may kill it at a record.</summary>
internal sealed class MemoryLog : IRecordLog
{
    private readonly byte[] _buffer = new byte[64 * 1024];

    public List<byte[]> Records { get; } = [];

    /// <summary>The record that is not written any more: the process dies instead.</summary>
    public long CrashAt { get; set; } = long.MaxValue;

    public long NextSequence => Records.Count + 1;

    public bool IsImpaired => false;

    public bool TryReserve(int bytesMax, out Span<byte> target)
    {
        target = _buffer.AsSpan(0, bytesMax);
        return true;
    }

    public void Append(int bytes)
    {
        if (NextSequence == CrashAt)
        {
            throw new CrashException();
        }

        Records.Add(_buffer[..bytes]);
    }

    public bool TryCommit() => true;

    public bool TryRecover() => true;

    /// <summary>The same records as a journal on disc.</summary>
    public void WriteTo(string directory, int count = int.MaxValue)
    {
        using var journal = JournalWriter.Open(new JournalOptions { Directory = directory, Fsync = JournalFsync.None, SpareBytes = 0, JournalId = 9 }, new ManualClock());
        foreach (byte[] record in Records.Take(count))
        {
            journal.Append(record);
        }

        journal.Commit();
    }
}
