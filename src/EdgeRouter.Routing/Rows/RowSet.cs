using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Routing.Rows;

/// <summary>Enumerates the rows of a decision: every venue × permitted action that can trade now.</summary>
/// <remarks>A <em>take</em> needs a displayed venue with a trusted far quote within the limit. A <em>midpoint</em> row needs a midpoint venue and a national
/// best bid and offer that are not crossed, with the midpoint within the limit. A <em>post</em> needs a displayed, trusted venue, both sides of the
/// national best quote and a price on our side that would not trade at once.</remarks>
public sealed class RowSet
{
    private readonly Venue[] _venues;

    /// <summary>Creates the row set of a universe.</summary>
    /// <param name="universe">Venues: kinds, fees, latencies.</param>
    public RowSet(Universe universe) => _venues = [.. universe.Venues];

    /// <summary>Most rows that the universe can give.</summary>
    public int RowCountMax => _venues.Sum(v => v.IsDisplayed ? 2 : v.Kind == VenueKind.Midpoint ? 1 : 0);

    /// <summary>Fills the context's rows. The parent's facts and the national best quote must be in it. Allocates nothing.</summary>
    /// <param name="context">Its rows are replaced.</param>
    /// <param name="quotes">One a venue, in id order.</param>
    /// <param name="closedVenues">Bit v set: venue v is disabled, halted or closed for the instrument.</param>
    /// <param name="staleVenues">Bit v set: venue v's book is not to be trusted.</param>
    /// <param name="tries">What the parent tried.</param>
    public void Build(RoutingContext context, ReadOnlySpan<VenueQuote> quotes, ulong closedVenues, ulong staleVenues, in RowTries tries)
    {
        context.Reset();
        context.StaleVenues = staleVenues;
        ulong barred = context.ExcludedVenues | closedVenues;
        for (int v = 0; v < _venues.Length; v++)
        {
            ulong bit = 1UL << v;
            Venue venue = _venues[v];
            if ((barred & bit) != 0)
            {
                continue;
            }

            if (venue.Kind == VenueKind.Midpoint)
            {
                AddMidpoint(context, venue, quotes[v], tries);
            }
            else if (venue.IsDisplayed && (staleVenues & bit) == 0)
            {
                AddTake(context, venue, quotes[v], tries);
                AddPost(context, venue, quotes[v], tries);
            }
        }
    }

    /// <summary>The price at which a post would rest: the national best price on our side, or the parent's limit if that is less.</summary>
    /// <param name="context">The decision.</param>
    internal static Price PostPrice(RoutingContext context) => context.Tighter(context.NearTouch, context.LimitPrice);

    private static void AddTake(RoutingContext context, Venue venue, in VenueQuote quote, in RowTries tries)
    {
        if ((context.PermittedActions & RouteActions.Take) != 0
            && context.HasFarTouch
            && quote.FarQuantity > 0
            && context.IsWithin(quote.FarPrice, context.LimitPrice))
        {
            context.TryAddRow(RowOf(venue, RouteAction.Take, quote, venue.TakerFeeNanos, tries));
        }
    }

    private static void AddMidpoint(RoutingContext context, Venue venue, in VenueQuote quote, in RowTries tries)
    {
        if ((context.PermittedActions & RouteActions.Midpoint) != 0
            && context.HasFarTouch
            && context.HasNearTouch
            && context.Bid <= context.Ask
            && context.IsWithin(context.Midpoint, context.LimitPrice))
        {
            context.TryAddRow(RowOf(venue, RouteAction.Midpoint, quote, venue.MidpointFeeNanos, tries));
        }
    }

    private static void AddPost(RoutingContext context, Venue venue, in VenueQuote quote, in RowTries tries)
    {
        if ((context.PermittedActions & RouteActions.Post) == 0 || !context.HasNearTouch || !context.HasFarTouch)
        {
            return;
        }

        Price price = PostPrice(context);
        bool isPassive = !context.IsWithin(context.FarTouch, price);
        bool isPassiveHere = quote.FarQuantity == 0 || !context.IsWithin(quote.FarPrice, price);
        if (isPassive && isPassiveHere)
        {
            context.TryAddRow(RowOf(venue, RouteAction.Post, quote, venue.MakerFeeNanos, tries));
        }
    }

    private static RowQuote RowOf(Venue venue, RouteAction action, in VenueQuote quote, long feeNanos, in RowTries tries) => new()
    {
        VenueId = venue.Id,
        Action = action,
        FarPrice = quote.FarPrice,
        FarQuantity = quote.FarQuantity,
        DepthQuantity = quote.DepthQuantity,
        NearPrice = quote.NearPrice,
        NearQuantity = quote.NearQuantity,
        LatencyNs = quote.LatencyNs > 0 ? quote.LatencyNs : venue.LatencyNs,
        FeeNanos = feeNanos,
        TriedCount = tries[venue.Id, action],
        RejectedCount = tries.RejectedCount(venue.Id, action),
        FadedCount = tries.FadedCount(venue.Id, action),
    };
}
