namespace EdgeRouter.Journal;

/// <summary>How a journal's writing side stands.</summary>
public enum JournalCondition
{
    /// <summary>Writes, and its spare file is in place.</summary>
    Good,

    /// <summary>The disc is full or fails. What is committed is safe; the rest waits in the buffer or goes into the room that the spare file gave. Take no
    /// new orders; cancels and reports can still be appended until <see cref="JournalWriter.TryReserve"/> says no. Ends with <see cref="JournalWriter.TryRecover"/>.</summary>
    Impaired,

    /// <summary>A flush failed: nothing more is written. Restart and recover.</summary>
    Failed,
}
