using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal;

/// <summary>Lets several inputs' records share one commit, so one device flush, bounded by count and by time. The caller brings the time; whoever waits for a
/// record compares its sequence with <see cref="CommittedSequence"/>. Same thread as the writer; allocates nothing, throws nothing.</summary>
public sealed class GroupCommitter
{
    private readonly JournalWriter _journal;
    private readonly GroupCommitOptions _options;
    private long _dueNs = long.MaxValue;
    private bool _hasFailed;

    /// <summary>Joins a writer.</summary>
    /// <param name="journal">The caller keeps it.</param>
    /// <param name="options">The bounds.</param>
    /// <exception cref="EdgeRouterException">ER5009: an option is out of range.</exception>
    public GroupCommitter(JournalWriter journal, GroupCommitOptions options)
    {
        if (options.InputsMax < 1)
            throw JournalErrors.BadOption($"InputsMax {options.InputsMax} is below 1");
        if (options.DelayNsMax < 0 || options.RetryNs < 0)
            throw JournalErrors.BadOption($"DelayNsMax {options.DelayNsMax} or RetryNs {options.RetryNs} is negative");
        _journal = journal;
        _options = options;
    }

    /// <summary>Inputs whose records wait for a commit.</summary>
    public int PendingCount { get; private set; }

    /// <summary>The last sequence committed: what waits for this or an earlier one may leave.</summary>
    public long CommittedSequence => _journal.CommittedSequence;

    /// <summary>The last sequence known to be on the device (<see cref="JournalWriter.DurableSequence"/>).</summary>
    public long DurableSequence => _journal.DurableSequence;

    /// <summary>When <see cref="TryCommitIfDue"/> must be called at the latest, ns; <see cref="long.MaxValue"/> when nothing waits.</summary>
    public long DueNs => PendingCount > 0 ? _dueNs : long.MaxValue;

    /// <summary>One input's records have been appended.</summary>
    /// <param name="nowNs">Time of the input, ns.</param>
    public void OnInput(long nowNs)
    {
        if (PendingCount++ == 0)
            _dueNs = Later(nowNs, _options.DelayNsMax);
    }

    /// <summary>Whether a bound is reached.</summary>
    /// <param name="nowNs">Now, ns.</param>
    public bool IsDue(long nowNs) => PendingCount > 0 && (nowNs >= _dueNs || (PendingCount >= _options.InputsMax && !_hasFailed));

    /// <summary>Commits the group if a bound is reached; after a failure tries again when the pause is over.</summary>
    /// <param name="nowNs">Now, ns.</param>
    /// <param name="fault">Why a commit that was due failed.</param>
    /// <returns>False only when a commit was due and failed; the group goes on waiting.</returns>
    public bool TryCommitIfDue(long nowNs, out JournalFault fault)
    {
        fault = default;
        return !IsDue(nowNs) || TryCommit(nowNs, out fault);
    }

    /// <summary>Commits the group now, such as when the input queue is empty and nobody would share the flush.</summary>
    /// <param name="nowNs">Now, ns.</param>
    /// <param name="fault">Why not.</param>
    public bool TryCommit(long nowNs, out JournalFault fault)
    {
        if (!_journal.TryCommit(out fault))
        {
            _hasFailed = true;
            _dueNs = Later(nowNs, _options.RetryNs);
            return false;
        }

        _hasFailed = false;
        PendingCount = 0;
        _dueNs = long.MaxValue;
        return true;
    }

    private static long Later(long nowNs, long delayNs) => nowNs > long.MaxValue - delayNs ? long.MaxValue : nowNs + delayNs;
}
