using System.Numerics;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Protection;

namespace EdgeRouter.Routing.Rows;

/// <content>What makes a row eligible, and what protection forbids.</content>
public sealed partial class RowSet
{
    /// <summary>What the type, the instructions and the minimum of an order leave of its permitted actions. Lit venues cannot hold a minimum for a resting
    /// order, and an immediate order does not rest; a midpoint peg that stands behind the midpoint could never trade at a venue that trades at the midpoint.</summary>
    /// <param name="order">The order.</param>
    public static RouteActions ActionsOf(in ParentOrder order) =>
        ActionsOf(order.PermittedActions, order.Type, order.PegOffsetNanos, order.Instructions, order.MinimumQuantity > 0 || order.TimeInForce == TimeInForce.ImmediateOrCancel);

    private static RouteActions ActionsOf(RoutingContext context) =>
        ActionsOf(context.PermittedActions, context.OrderType, context.PegOffsetNanos, context.Instructions, context.MinimumQuantity > 0 || context.IsImmediate);

    private static RouteActions ActionsOf(RouteActions permitted, OrderType type, long pegOffsetNanos, RoutingInstructions instructions, bool mayNotRest)
    {
        RouteActions actions = permitted & type switch
        {
            OrderType.MidpointPeg => pegOffsetNanos > 0 ? RouteActions.None : RouteActions.Midpoint,
            OrderType.PrimaryPeg => RouteActions.Midpoint | RouteActions.Post,
            OrderType.MarketPeg => RouteActions.None,
            _ => RouteActions.All,
        };
        actions &= (instructions & RoutingInstructions.LitOnly) != 0 ? RouteActions.Take | RouteActions.Post : RouteActions.All;
        actions &= (instructions & RoutingInstructions.DarkOnly) != 0 ? RouteActions.Midpoint : RouteActions.All;
        actions &= (instructions & RoutingInstructions.PostOnly) != 0 ? RouteActions.Midpoint | RouteActions.Post : RouteActions.All;
        return mayNotRest ? actions & RouteActions.Aggressive : actions;
    }

    private static bool CanTakeAt(RoutingContext context, Venue venue) => Has(venue, VenueCapabilities.ImmediateOrCancel | MinimumOf(context));

    private static bool CanPegAt(RoutingContext context, Venue venue) =>
        Has(venue, VenueCapabilities.ImmediateOrCancel | VenueCapabilities.MidpointPeg | MinimumOf(context));

    private static VenueCapabilities MinimumOf(RoutingContext context) =>
        context.MinimumQuantity > 0 ? VenueCapabilities.MinimumQuantity : VenueCapabilities.None;

    private static bool Has(Venue venue, VenueCapabilities needed) => (venue.Capabilities & needed) == needed;

    private static bool HasMidpoint(RoutingContext context) =>
        context.HasFarTouch && context.HasNearTouch && !context.IsCrossed
        && context.IsWithin(context.Midpoint, context.WorstPrice) && context.IsInBand(context.Midpoint);

    private static bool IsPassive(RoutingContext context)
    {
        if (!context.HasNearTouch || !context.HasFarTouch)
        {
            return false;
        }

        Price price = PostPrice(context);
        return price.Nanos > 0
            && context.IsInBand(price)
            && !context.IsWithin(context.FarTouch, price)
            && !(context.HasProtectedTouch && context.IsWithin(context.ProtectedTouch, price));
    }

    private static bool IsTakeable(RoutingContext context, in VenueQuote quote, Price worst, ref Price onTick) =>
        quote.FarQuantity > 0
        && context.IsWithin(quote.FarPrice, worst)
        && context.IsInBand(quote.FarPrice)
        && (context.MinimumQuantity == 0 || SizeWithin(context, quote, worst) >= context.MinimumQuantity)
        && IsOnTick(context, quote.FarPrice, ref onTick);

    private static bool IsOnTick(RoutingContext context, Price price, ref Price onTick)
    {
        bool isOnTick = price == onTick || context.Ticks.IsOnTick(price);
        onTick = isOnTick ? price : onTick;
        return isOnTick;
    }

    private static long SizeWithin(RoutingContext context, in VenueQuote quote, Price worst) =>
        context.IsWithin(quote.ProtectedPrice, worst) ? Math.Max(quote.FarQuantity, quote.ProtectedQuantity) : quote.FarQuantity;

    private static void FindProtectedTouch(RoutingContext context, ReadOnlySpan<VenueQuote> quotes, ulong venues)
    {
        for (ulong rest = venues; rest != 0; rest &= rest - 1)
        {
            var venueId = new VenueId((byte)BitOperations.TrailingZeroCount(rest));
            ref readonly VenueQuote quote = ref quotes[venueId.Value];
            if (quote.ProtectedQuantity > 0 && (!context.HasProtectedTouch || !context.IsWithin(context.ProtectedTouch, quote.ProtectedPrice)))
            {
                context.HasProtectedTouch = true;
                context.ProtectedTouch = quote.ProtectedPrice;
                context.ProtectedTouchVenue = venueId;
            }
        }
    }

    // A sweep must hit every better protected quote in full: it cannot go past one that has no take row, nor past a venue whose quote nobody knows.
    private static void FindSweepBarrier(RoutingContext context, ReadOnlySpan<VenueQuote> quotes, ulong binding, ulong takes)
    {
        ulong stale = binding & context.StaleVenues;
        if (stale != 0)
        {
            var venueId = new VenueId((byte)BitOperations.TrailingZeroCount(stale));
            context.SweepBarrier = new ProtectionFinding(RejectReason.ProtectedStale, venueId, context.HasProtectedTouch ? context.ProtectedTouch : context.FarTouch);
            return;
        }

        for (ulong rest = binding & ~takes; rest != 0; rest &= rest - 1)
        {
            var venueId = new VenueId((byte)BitOperations.TrailingZeroCount(rest));
            ref readonly VenueQuote quote = ref quotes[venueId.Value];
            bool isFirst = context.SweepBarrier.Reason == RejectReason.None;
            if (quote.ProtectedQuantity > 0 && (isFirst || !context.IsWithin(context.SweepBarrier.Price, quote.ProtectedPrice)))
            {
                context.SweepBarrier = new ProtectionFinding(RejectReason.TradeThrough, venueId, quote.ProtectedPrice);
            }
        }
    }
}
