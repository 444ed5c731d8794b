namespace EdgeRouter.Engine.Journaling;

/// <summary>Where an engine's records go: a journal, or a comparison with one.</summary>
public interface IRecordLog
{
    /// <summary>The sequence that the next record will get, 1-based.</summary>
    long NextSequence { get; }

    /// <summary>The largest record that it takes, bytes.</summary>
    int RecordBytesMax => int.MaxValue;

    /// <summary>Room for a record.</summary>
    /// <param name="bytesMax">The most that will be used.</param>
    /// <param name="target">The room; empty when there is none.</param>
    /// <returns>False when nothing can be written now; the record must be given up or kept elsewhere.</returns>
    bool TryReserve(int bytesMax, out Span<byte> target);

    /// <summary>Appends the record that was encoded into the room.</summary>
    /// <param name="bytes">Bytes used.</param>
    void Append(int bytes);

    /// <summary>Makes everything appended as durable as configured.</summary>
    /// <returns>False when that failed; it may be tried again, and nothing is lost meanwhile.</returns>
    bool TryCommit();

    /// <summary>Whether writing failed and only the last reserves are left: nothing new should be begun.</summary>
    bool IsImpaired { get; }

    /// <summary>Tries to write as usual again.</summary>
    /// <returns>Whether that succeeded; the log is not impaired any more.</returns>
    bool TryRecover();
}
