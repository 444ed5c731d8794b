using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal;

/// <content>The buffer goes to the disc, or waits for room there.</content>
public sealed partial class JournalWriter
{
    /// <summary>Writes all appended records; in <see cref="JournalFsync.PerCommit"/> forces them to the device. After a failed write it may be called again;
    /// after a failed flush the journal refuses further work, because the system may have dropped the data.</summary>
    /// <exception cref="EdgeRouterException">ER5007: writing or flushing failed.</exception>
    public void Commit()
    {
        if (!TryCommit(out JournalFault fault))
            throw fault.ToError();
    }

    /// <summary><see cref="Commit"/> that never throws. On a full disc it gives up the spare file and tries once more: then the commit is whole and
    /// <see cref="Condition"/> is <see cref="JournalCondition.Impaired"/>.</summary>
    /// <param name="fault">Why not.</param>
    /// <returns>Whether everything appended is committed. If not, the records wait in the buffer, and a later call may commit them.</returns>
    public bool TryCommit(out JournalFault fault)
    {
        fault = default;
        if (CommittedSequence == NextSequence - 1)
            return true;
        if (!TryWriteBuffer() || (_options.Fsync == JournalFsync.PerCommit && !TryFlush()))
        {
            fault = LastFault;
            return false;
        }

        CommittedSequence = NextSequence - 1;
        _commitStart = (uint)_segment.LengthBytes;
        return true;
    }

    /// <summary>Commits what waits and makes the spare file again; when both succeed the condition is good. Call it now and then while impaired, such as once a
    /// second: it may write <see cref="JournalOptions.SpareBytes"/>.</summary>
    /// <param name="fault">Why not.</param>
    /// <returns>Whether the condition is good.</returns>
    public bool TryRecover(out JournalFault fault)
    {
        fault = LastFault;
        if (Condition != JournalCondition.Impaired)
            return Condition == JournalCondition.Good;
        if (!TryCommit(out fault))
            return false;
        if (!_spare.TryMake(out fault))
        {
            Impair(fault);
            return false;
        }

        Condition = JournalCondition.Good;
        LastFault = default;
        return true;
    }

    private bool TryWriteBuffer()
    {
        if (Condition == JournalCondition.Failed)
            return false;
        if (_bufferedBytes == 0)
            return true;
        bool isWritten = _segment.TryWrite(_buffer.AsSpan(0, _bufferedBytes), out JournalFault fault);
        if (!isWritten)
        {
            Impair(fault);
            isWritten = fault.Kind == JournalFaultKind.NoRoom && _spare.TryRelease() && _segment.TryWrite(_buffer.AsSpan(0, _bufferedBytes), out _);
        }

        if (isWritten)
            _bufferedBytes = 0;
        return isWritten;
    }

    private bool TryFlush()
    {
        if (_segment.TryFlush(out JournalFault fault))
            DurableSequence = NextSequence - 1;
        else
            Impair(fault);
        return fault.Kind == JournalFaultKind.None;
    }

    private void Impair(in JournalFault fault)
    {
        LastFault = fault;
        Condition = fault.MayRetry ? JournalCondition.Impaired : JournalCondition.Failed;
    }
}
