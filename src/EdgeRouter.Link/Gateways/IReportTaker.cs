using EdgeRouter.Core.Orders;

namespace EdgeRouter.Link.Gateways;

/// <summary>The router as its links see it: takes what gateways say and knows, after a restart too, what it took. A report's number stands in its record
/// (<see cref="ExecutionReport.LinkSequence"/>), so that both are kept or neither.</summary>
public interface IReportTaker
{
    /// <summary>The gateway's journal that is taken from; 0 = none yet.</summary>
    ulong PeerJournalId { get; }

    /// <summary>Number of the last message taken of it; 0 = none.</summary>
    long TakenSequence { get; }

    /// <summary>Begins to take from a journal.</summary>
    /// <param name="journalId">Its identity.</param>
    /// <returns>False when that cannot be journaled now.</returns>
    bool TryJoin(ulong journalId);

    /// <summary>A gateway's report.</summary>
    /// <param name="report">With its number on the link.</param>
    /// <returns>False when nothing can be journaled now: it comes again.</returns>
    bool TryTake(in ExecutionReport report);

    /// <summary>What a gateway says of its sessions with venues.</summary>
    /// <param name="input">With its number on the link.</param>
    /// <returns>False when nothing can be journaled now: it comes again.</returns>
    bool TryTake(in ControlInput input);

    /// <summary>Commits the journal.</summary>
    /// <returns>Whether everything taken is in it for good.</returns>
    bool TryKeep();
}
