using EdgeRouter.Core.Domain;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Protection;

/// <summary>What the <see cref="ProtectionGate"/> looks at: the quotes as they are now and the bounds of the parent.</summary>
public readonly ref struct ProtectionMarket
{
    /// <summary>One a venue, in id order, seen from the parent's side.</summary>
    public ReadOnlySpan<VenueQuote> Quotes { get; init; }

    /// <summary>Parent's side.</summary>
    public Side Side { get; init; }

    /// <summary>Parent's limit; the worst representable price where there is none.</summary>
    public Price LimitPrice { get; init; }

    /// <summary>Which prices orders may have.</summary>
    public TickRule Ticks { get; init; }

    /// <summary>National best bid.</summary>
    public Price Bid { get; init; }

    /// <summary>Shares at it; 0 = none.</summary>
    public long BidQuantity { get; init; }

    /// <summary>National best offer.</summary>
    public Price Ask { get; init; }

    /// <summary>Shares at it; 0 = none.</summary>
    public long AskQuantity { get; init; }

    /// <summary>Lowest price of the limit band; 0 = none.</summary>
    public Price LimitBandLow { get; init; }

    /// <summary>Highest price of the limit band; 0 = none.</summary>
    public Price LimitBandHigh { get; init; }

    /// <summary>Bit v set: venue v does not trade the instrument; its quote is not protected.</summary>
    public ulong ClosedVenues { get; init; }

    /// <summary>Bit v set: venue v says that the instrument is halted or paused.</summary>
    public ulong HaltedVenues { get; init; }

    /// <summary>Bit v set: venue v's book is not to be trusted.</summary>
    public ulong StaleVenues { get; init; }

    /// <summary>Bit v set: self-help is declared against venue v; its quote is not protected.</summary>
    public ulong SelfHelpVenues { get; init; }

    /// <summary>The market of a decision.</summary>
    /// <param name="context">Facts of the decision, its rows built.</param>
    /// <param name="quotes">The quotes of now.</param>
    public static ProtectionMarket Of(RoutingContext context, ReadOnlySpan<VenueQuote> quotes) => new()
    {
        Quotes = quotes,
        Side = context.Side,
        LimitPrice = context.LimitPrice,
        Ticks = context.Ticks,
        Bid = context.Bid,
        BidQuantity = context.BidQuantity,
        Ask = context.Ask,
        AskQuantity = context.AskQuantity,
        LimitBandLow = context.LimitBandLow,
        LimitBandHigh = context.LimitBandHigh,
        ClosedVenues = context.ClosedVenues,
        HaltedVenues = context.HaltedVenues,
        StaleVenues = context.StaleVenues,
        SelfHelpVenues = context.SelfHelpVenues,
    };
}
