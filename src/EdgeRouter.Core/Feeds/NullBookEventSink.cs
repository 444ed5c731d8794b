using EdgeRouter.Core.Books;

namespace EdgeRouter.Core.Feeds;

/// <summary>A sink that drops every event: counting and decode benchmarks.</summary>
public readonly struct NullBookEventSink : IBookEventSink
{
    /// <inheritdoc/>
    public void OnLevel(in LevelUpdate update)
    {
    }

    /// <inheritdoc/>
    public void OnOrderAdded(in OrderAdded added)
    {
    }

    /// <inheritdoc/>
    public void OnOrderReduced(in OrderReduced reduced)
    {
    }

    /// <inheritdoc/>
    public void OnOrderDeleted(in OrderDeleted deleted)
    {
    }

    /// <inheritdoc/>
    public void OnOrderExecuted(in OrderExecuted executed)
    {
    }

    /// <inheritdoc/>
    public void OnTrade(in TradePrint trade)
    {
    }

    /// <inheritdoc/>
    public void OnStatus(in StatusUpdate status)
    {
    }

    /// <inheritdoc/>
    public void OnClear(in BookClear clear)
    {
    }

    /// <inheritdoc/>
    public void OnInstrument(in InstrumentAnnouncement announcement)
    {
    }

    /// <inheritdoc/>
    public void OnSnapshotComplete(long securityId, ulong sequence)
    {
    }

    /// <inheritdoc/>
    public void OnEndOfEvent(long eventTimeNs)
    {
    }
}
