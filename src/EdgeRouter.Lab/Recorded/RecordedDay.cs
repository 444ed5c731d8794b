using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Engine;

namespace EdgeRouter.Lab.Recorded;

/// <summary>A captured feed as a day that orders can be routed over.</summary>
/// <param name="Universe">Instruments and venues.</param>
/// <param name="Feeds">One a venue, in id order, with the venue's own numbers of the instruments where the feed does not announce them.</param>
/// <param name="StartNs">Begin, ns since the Unix epoch.</param>
/// <param name="EndNs">End: the time of the last packet.</param>
/// <param name="IsOrderByOrder">Whether the feeds tell orders apart.</param>
/// <param name="Seed">Draws the parents.</param>
public sealed record RecordedDay(Universe Universe, IReadOnlyList<VenueFeed> Feeds, long StartNs, long EndNs, bool IsOrderByOrder, ulong Seed) : ILabDay
{
    /// <summary>Shares that stand at the touch of one venue on average: a parent's size that the book can bear.</summary>
    public long TypicalQuantity { get; init; } = 1;

    /// <summary>What is assumed of fills.</summary>
    public RecordedFillOptions Fills { get; init; } = new();

    /// <inheritdoc/>
    public int Day => 0;

    /// <inheritdoc/>
    public string MarketKind => "queue model";

    /// <inheritdoc/>
    /// <exception cref="Core.Errors.EdgeRouterException">ER7130: an assumption is out of range.</exception>
    public LabScene Open<TProtocol>()
        where TProtocol : struct, IFeedProtocol => new(new RecordedMarket<TProtocol>(this, Fills), Universe, Feeds);
}
