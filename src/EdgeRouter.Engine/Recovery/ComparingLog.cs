using EdgeRouter.Engine.Journaling;
using EdgeRouter.Journal;

namespace EdgeRouter.Engine.Recovery;

/// <summary>Takes an engine's records and holds each against the next one of a journal: replaying a run must write it again, to the bit.</summary>
public sealed class ComparingLog : IRecordLog, IDisposable
{
    private readonly JournalReader _expected;
    private byte[] _buffer = new byte[64 * 1024];

    /// <summary>Opens the journal.</summary>
    /// <param name="directory">Its folder.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER50xx: it cannot be read.</exception>
    public ComparingLog(string directory) => _expected = new JournalReader(directory);

    /// <inheritdoc/>
    public long NextSequence { get; private set; } = 1;

    /// <summary>The record with which another process went on: what the one before it had still to write was lost with it, and is not compared.</summary>
    internal long RestartSequence { get; set; } = long.MaxValue;

    /// <summary>Records that were lost with processes that ended in the middle of an input.</summary>
    public long LostCount { get; private set; }

    /// <summary>Records that were the same.</summary>
    public long EqualCount { get; private set; }

    /// <summary>Sequence of the first record that differs, or that the journal does not have; 0 = none so far.</summary>
    public long FirstDifference { get; private set; }

    /// <summary>What the engine wrote there.</summary>
    public byte[] Actual { get; private set; } = [];

    /// <summary>What the journal has there; empty where it ends.</summary>
    public byte[] Expected { get; private set; } = [];

    /// <inheritdoc/>
    public bool TryReserve(int bytesMax, out Span<byte> target)
    {
        if (bytesMax > _buffer.Length)
        {
            _buffer = new byte[bytesMax];
        }

        target = _buffer.AsSpan(0, bytesMax);
        return true;
    }

    /// <inheritdoc/>
    public void Append(int bytes)
    {
        if (NextSequence >= RestartSequence)
        {
            LostCount++;
            return;
        }

        long sequence = NextSequence++;
        if (FirstDifference != 0)
        {
            return;
        }

        ReadOnlySpan<byte> actual = _buffer.AsSpan(0, bytes);
        bool isThere = _expected.TryRead(out JournalRecord record);
        if (isThere && record.Payload.SequenceEqual(actual))
        {
            EqualCount++;
            return;
        }

        FirstDifference = sequence;
        Actual = actual.ToArray();
        Expected = isThere ? record.Payload.ToArray() : [];
    }

    /// <inheritdoc/>
    public bool TryCommit() => true;

    /// <inheritdoc/>
    public bool IsImpaired => false;

    /// <inheritdoc/>
    public bool TryRecover() => true;

    /// <inheritdoc/>
    public void Dispose() => _expected.Dispose();
}
