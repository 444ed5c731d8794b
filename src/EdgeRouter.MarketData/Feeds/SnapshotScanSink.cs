using EdgeRouter.Core.Books;

namespace EdgeRouter.MarketData.Feeds;

/// <summary>Looks through a packet of the snapshot channel for completions.</summary>
internal readonly struct SnapshotScanSink(SnapshotScan scan) : IBookEventSink
{
    public void OnLevel(in LevelUpdate update) => scan.HasMore = true;

    public void OnOrderAdded(in OrderAdded added) => scan.HasMore = true;

    public void OnOrderReduced(in OrderReduced reduced) => scan.HasMore = true;

    public void OnOrderDeleted(in OrderDeleted deleted) => scan.HasMore = true;

    public void OnOrderExecuted(in OrderExecuted executed) => scan.HasMore = true;

    public void OnTrade(in TradePrint trade) => scan.HasMore = true;

    public void OnStatus(in StatusUpdate status) => scan.HasMore = true;

    public void OnClear(in BookClear clear) => scan.HasMore = true;

    public void OnInstrument(in InstrumentAnnouncement announcement) => scan.HasMore = true;

    public void OnSnapshotComplete(long securityId, ulong sequence) => scan.Add(securityId, sequence);

    public void OnEndOfEvent(long eventTimeNs)
    {
    }
}
