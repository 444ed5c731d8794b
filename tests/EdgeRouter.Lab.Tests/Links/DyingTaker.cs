using EdgeRouter.Core.Orders;
using EdgeRouter.Link.Gateways;

namespace EdgeRouter.Lab.Tests.Links;

/// <summary>A router that dies right after it took a report, before anything of it is kept.</summary>
/// <param name="inner">The router.</param>
internal sealed class DyingTaker(IReportTaker inner) : IReportTaker
{
    /// <summary>Reports that it still takes; the next one kills it.</summary>
    public int ReportsLeft { get; set; } = int.MaxValue;

    public ulong PeerJournalId => inner.PeerJournalId;

    public long TakenSequence => inner.TakenSequence;

    public bool TryJoin(ulong journalId) => inner.TryJoin(journalId);

    public bool TryTake(in ExecutionReport report)
    {
        bool isTaken = inner.TryTake(report);
        return ReportsLeft-- > 0 ? isTaken : throw new RouterDiedException();
    }

    public bool TryTake(in ControlInput input) => inner.TryTake(input);

    public bool TryKeep() => inner.TryKeep();
}
