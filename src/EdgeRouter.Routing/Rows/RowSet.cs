using System.Numerics;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Routing.Rows;

/// <summary>Enumerates the rows of a decision: every venue × permitted action that can trade now.</summary>
/// <remarks>A <em>take</em> needs a displayed venue with a trusted far quote within limit and band, of at least the minimum quantity. A <em>midpoint</em> row
/// needs a midpoint venue and a national best bid and offer that are not crossed, with the midpoint within limit and band. A <em>post</em> needs a
/// displayed, trusted venue, both sides of the national best quote, and a price that neither trades at once nor locks or crosses a protected quote
/// anywhere; a parent with a minimum quantity does not post. Venues that lack a capability have no row that needs it. Pegs and routing instructions leave rows out. Reference data is read at every call, so a
/// switched universe is followed.</remarks>
public sealed partial class RowSet
{
    private readonly Universe _universe;
    private readonly int _rejectCountMax;
    private readonly bool _haltsEverywhere;
    private ulong _version;
    private ulong _displayed;
    private ulong _protected;
    private ulong _midpoint;

    /// <summary>Creates the row set of a universe with the default options.</summary>
    /// <param name="universe">Venues: kinds, fees, latencies.</param>
    public RowSet(Universe universe)
        : this(universe, new WaterfallOptions())
    {
    }

    /// <summary>Creates the row set of a universe.</summary>
    /// <param name="universe">Venues: kinds, fees, latencies.</param>
    /// <param name="options">Validated here: rejects after which a row is left out, and what a halt means.</param>
    public RowSet(Universe universe, WaterfallOptions options)
    {
        _universe = universe;
        _rejectCountMax = options.Validate().RejectCountMax;
        _haltsEverywhere = options.Protection.HaltsEverywhere;
        ReadVenues();
    }

    /// <summary>Most rows that the universe can give.</summary>
    public int RowCountMax
    {
        get
        {
            int count = 0;
            foreach (Venue venue in _universe.Venues)
            {
                count += venue.IsDisplayed ? 2 : venue.Kind == VenueKind.Midpoint ? 1 : 0;
            }

            return count;
        }
    }

    /// <summary>Fills the context's rows. The parent's facts, the national best quote, the limit band and the masks of halted, barred and self-help venues must
    /// be in it. Allocates nothing.</summary>
    /// <param name="context">Its rows, and what it says of protection, are replaced.</param>
    /// <param name="quotes">One a venue, in id order.</param>
    /// <param name="closedVenues">Bit v set: venue v does not trade the instrument continuously (halted, paused, before an auction, closed).</param>
    /// <param name="staleVenues">Bit v set: venue v's book is not to be trusted.</param>
    /// <param name="tries">What the parent tried.</param>
    public void Build(RoutingContext context, ReadOnlySpan<VenueQuote> quotes, ulong closedVenues, ulong staleVenues, in RowTries tries)
    {
        if (_universe.Version != _version)
        {
            ReadVenues();
        }

        context.Reset();
        context.StaleVenues = staleVenues;
        context.ClosedVenues = closedVenues;
        ulong binding = _protected & ~closedVenues & ~context.SelfHelpVenues;
        FindProtectedTouch(context, quotes, binding & ~staleVenues);
        context.IsHalted = _haltsEverywhere && (context.HaltedVenues & _protected) != 0;
        ulong takes = context.IsHalted ? 0 : AddRows(context, quotes, tries);
        FindSweepBarrier(context, quotes, binding, takes);
    }

    /// <summary>The price at which a post would rest: the national best price on our side less a primary peg's offset, or the worst price if that is less,
    /// on a tick.</summary>
    /// <param name="context">The decision.</param>
    internal static Price PostPrice(RoutingContext context)
    {
        long offset = context.OrderType == OrderType.PrimaryPeg ? context.PegOffsetNanos : 0;
        var price = new Price(context.NearTouch.Nanos - (context.Side.Sign() * offset));
        return context.Ticks.Inside(context.Tighter(price, context.WorstPrice), context.Side);
    }

    /// <summary>Where a post of a primary peg would rest now.</summary>
    /// <param name="order">A primary peg.</param>
    /// <param name="nearTouch">National best price on its side.</param>
    /// <param name="instrument">Its instrument.</param>
    public static Price PegPrice(in ParentOrder order, Price nearTouch, Instrument instrument)
    {
        long behind = nearTouch.Nanos - (order.Side.Sign() * order.PegOffsetNanos);
        long limit = order.LimitPrice.Nanos;
        long nanos = limit == 0 ? behind : order.Side == Side.Buy ? Math.Min(behind, limit) : Math.Max(behind, limit);
        return TickRule.Of(instrument).Inside(new Price(nanos), order.Side);
    }

    private void ReadVenues()
    {
        (_version, _displayed, _protected, _midpoint) = (_universe.Version, 0, 0, 0);
        foreach (Venue venue in _universe.Venues)
        {
            ulong bit = 1UL << venue.Id.Value;
            _displayed |= venue.IsDisplayed ? bit : 0;
            _protected |= venue.IsDisplayed && venue.IsProtected ? bit : 0;
            _midpoint |= venue.Kind == VenueKind.Midpoint ? bit : 0;
        }
    }

    // Answers which venues have a take row that a sweep may use.
    private ulong AddRows(RoutingContext context, ReadOnlySpan<VenueQuote> quotes, in RowTries tries)
    {
        RouteActions actions = ActionsOf(context);
        bool canTake = (actions & RouteActions.Take) != 0 && context.HasFarTouch;
        bool canPost = (actions & RouteActions.Post) != 0 && IsPassive(context);
        ulong candidates = (canTake || canPost ? _displayed & ~context.StaleVenues : 0)
            | ((actions & RouteActions.Midpoint) != 0 && HasMidpoint(context) ? _midpoint : 0);
        candidates &= ~(context.ExcludedVenues | context.ClosedVenues | context.HaltedVenues | context.BarredVenues);
        Price worst = context.WorstPrice;
        Price post = canPost ? PostPrice(context) : default;
        Price onTick = default; // Venues mostly agree on prices: a price that was on a tick needs no second division.
        ulong takes = 0;
        for (ulong rest = candidates; rest != 0; rest &= rest - 1)
        {
            int v = BitOperations.TrailingZeroCount(rest);
            Venue venue = _universe.Venues[v];
            ref readonly VenueQuote quote = ref quotes[v];
            if (venue.Kind == VenueKind.Midpoint)
            {
                if (CanPegAt(context, venue))
                {
                    Add(context, venue, RouteAction.Midpoint, quote, venue.MidpointFeeNanos, tries);
                }

                continue;
            }

            if (canTake && CanTakeAt(context, venue) && IsTakeable(context, quote, worst, ref onTick) && Add(context, venue, RouteAction.Take, quote, venue.TakerFeeNanos, tries))
            {
                takes |= (venue.Capabilities & VenueCapabilities.IntermarketSweep) != 0 ? 1UL << v : 0;
            }

            if (canPost && (quote.FarQuantity == 0 || !context.IsWithin(quote.FarPrice, post)))
            {
                Add(context, venue, RouteAction.Post, quote, venue.MakerFeeNanos, tries);
            }
        }

        return takes;
    }

    private bool Add(RoutingContext context, Venue venue, RouteAction action, in VenueQuote quote, long feeNanos, in RowTries tries)
    {
        int rejectedCount = tries.RejectedCount(venue.Id, action);
        return (_rejectCountMax == 0 || rejectedCount < _rejectCountMax) && context.TryAddRow(new RowQuote
        {
            VenueId = venue.Id,
            Action = action,
            FarPrice = quote.FarPrice,
            FarQuantity = quote.FarQuantity,
            ProtectedPrice = quote.ProtectedPrice,
            ProtectedQuantity = quote.ProtectedQuantity,
            DepthQuantity = quote.DepthQuantity,
            NearPrice = quote.NearPrice,
            NearQuantity = quote.NearQuantity,
            CanSweep = (venue.Capabilities & VenueCapabilities.IntermarketSweep) != 0,
            LatencyNs = quote.LatencyNs > 0 ? quote.LatencyNs : venue.LatencyNs,
            FeeNanos = feeNanos,
            TriedCount = tries[venue.Id, action],
            RejectedCount = rejectedCount,
            FadedCount = tries.FadedCount(venue.Id, action),
        });
    }
}
