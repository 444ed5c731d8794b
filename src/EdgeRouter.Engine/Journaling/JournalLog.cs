using EdgeRouter.Journal;

namespace EdgeRouter.Engine.Journaling;

/// <summary>An engine's records in a journal.</summary>
/// <param name="journal">The caller keeps and disposes it.</param>
public sealed class JournalLog(JournalWriter journal) : IRecordLog
{
    /// <inheritdoc/>
    public long NextSequence => journal.NextSequence;

    /// <inheritdoc/>
    public int RecordBytesMax => journal.PayloadBytesMax;

    /// <inheritdoc/>
    public bool TryReserve(int bytesMax, out Span<byte> target) => journal.TryReserve(bytesMax, out target);

    /// <inheritdoc/>
    public void Append(int bytes) => journal.AppendReserved(bytes);

    /// <inheritdoc/>
    public bool TryCommit() => journal.TryCommit(out _);

    /// <inheritdoc/>
    public bool IsImpaired => journal.Condition != JournalCondition.Good;

    /// <inheritdoc/>
    public bool TryRecover() => journal.TryRecover(out _);
}
