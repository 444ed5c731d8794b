using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Tests.Support;

/// <summary>The rules of order protection written down a second time, in the plainest way: price sets and sums, venue by venue. Prices are in "cost" form,
/// so that less is better for either side.</summary>
internal static class TradeThroughOracle
{
    internal static bool IsBeyondTouch(RandomMarkets markets, RoutingContext context, WaterfallChild child) =>
        Cost(context, child.LimitPrice) > Readable(markets, context).Min(v => Cost(context, markets.Quotes[v].ProtectedPrice));

    internal static RejectReason[] Judge(RandomMarkets markets, RoutingContext context, WaterfallChild[] step)
    {
        var verdicts = new RejectReason[step.Length];
        for (int round = 0; round <= step.Length; round++)
        {
            for (int i = 0; i < step.Length; i++)
            {
                if (verdicts[i] == RejectReason.None)
                {
                    verdicts[i] = JudgeOne(markets, context, [.. step.Where((_, j) => verdicts[j] == RejectReason.None)], step[i]);
                }
            }
        }

        return verdicts;
    }

    private static RejectReason JudgeOne(RandomMarkets markets, RoutingContext context, WaterfallChild[] leaving, WaterfallChild child)
    {
        RejectReason place = JudgePlace(markets, context, child);
        if (place != RejectReason.None)
        {
            return place;
        }

        decimal cost = Cost(context, child.LimitPrice);
        int[] readable = Readable(markets, context);
        if (child.Action == RouteAction.Midpoint)
        {
            bool isTwoSided = context.BidQuantity > 0 && context.AskQuantity > 0 && context.Bid <= context.Ask;
            return !isTwoSided ? RejectReason.NoMarket : readable.Any(v => ProtectedCost(markets, context, v) < cost) ? RejectReason.TradeThrough : RejectReason.None;
        }

        if (child.Action == RouteAction.Post)
        {
            return readable.Any(v => ProtectedCost(markets, context, v) <= cost) ? RejectReason.TradeThrough : RejectReason.None;
        }

        bool isAtTouch = readable.Length > 0 && cost <= readable.Min(v => ProtectedCost(markets, context, v));
        if (!isAtTouch && Binding(markets, context).Any(v => v != child.VenueId.Value && Has(context.StaleVenues, v)))
        {
            return RejectReason.ProtectedStale;
        }

        int[] better = [.. readable.Where(v => v != child.VenueId.Value && ProtectedCost(markets, context, v) < cost)];
        bool isCrossed = context.BidQuantity > 0 && context.AskQuantity > 0 && context.Bid > context.Ask;
        bool isCovered = child.IsIntermarketSweep && !isCrossed && better.All(v => IsHit(markets, context, leaving, v));
        return better.Length == 0 || isCovered ? RejectReason.None : RejectReason.TradeThrough;
    }

    private static bool IsHit(RandomMarkets markets, RoutingContext context, WaterfallChild[] leaving, int venue) => leaving
        .Where(c => c.VenueId.Value == venue && c.Action == RouteAction.Take && c.IsIntermarketSweep)
        .Where(c => Cost(context, c.LimitPrice) >= ProtectedCost(markets, context, venue))
        .Sum(c => c.Quantity) >= markets.Quotes[venue].ProtectedQuantity;

    private static RejectReason JudgePlace(RandomMarkets markets, RoutingContext context, WaterfallChild child)
    {
        int v = child.VenueId.Value;
        Venue venue = markets.World.Venues[v];
        bool isHalted = Enumerable.Range(0, RandomMarkets.VenueCount).Any(u => Has(context.HaltedVenues, u) && (u == v || Protects(markets, u)));
        decimal price = child.LimitPrice.ToDecimal();
        decimal tick = price is > 0 and < 1 ? 0.0001m : 0.01m;
        bool isBad = price <= 0 || price % tick != 0 || (context.Side == Side.Buy ? child.LimitPrice > context.LimitPrice : child.LimitPrice < context.LimitPrice);
        bool isOutside = (context.LimitBandLow.Nanos > 0 && child.LimitPrice < context.LimitBandLow) || (context.LimitBandHigh.Nanos > 0 && child.LimitPrice > context.LimitBandHigh);
        bool fits = child.Action == RouteAction.Midpoint ? venue.Kind == VenueKind.Midpoint : venue.Kind is VenueKind.Lit or VenueKind.Inverted;
        return isHalted ? RejectReason.Halted
            : Has(markets.Closed, v) ? RejectReason.VenueClosed
            : !fits ? RejectReason.VenueUnsupported
            : isBad ? RejectReason.BadPrice
            : isOutside ? RejectReason.LimitBand
            : RejectReason.None;
    }

    private static int[] Binding(RandomMarkets markets, RoutingContext context) =>
        [.. Enumerable.Range(0, RandomMarkets.VenueCount).Where(v => Protects(markets, v) && !Has(markets.Closed, v) && !Has(context.SelfHelpVenues, v))];

    private static int[] Readable(RandomMarkets markets, RoutingContext context) =>
        [.. Binding(markets, context).Where(v => !Has(markets.Stale, v) && markets.Quotes[v].ProtectedQuantity > 0)];

    private static bool Protects(RandomMarkets markets, int v) => markets.World.Venues[v].IsDisplayed && markets.World.Venues[v].IsProtected;

    private static bool Has(ulong mask, int v) => ((mask >> v) & 1) != 0;

    private static decimal ProtectedCost(RandomMarkets markets, RoutingContext context, int v) => Cost(context, markets.Quotes[v].ProtectedPrice);

    private static decimal Cost(RoutingContext context, Price price) => context.Side == Side.Buy ? price.ToDecimal() : -price.ToDecimal();
}
