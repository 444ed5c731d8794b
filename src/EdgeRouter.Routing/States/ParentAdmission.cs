using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Policies;

namespace EdgeRouter.Routing.States;

/// <summary>Whether a parent order makes sense at all, before anything is known of the market: total over bad input, and the same answer at any time but for
/// its expiry. Ids seen before, full tables, sessions and credit are not its business.</summary>
public static class ParentAdmission
{
    // Far above any order; their product still fits 128 bits many times over.
    private const long QuantityMax = 1_000_000_000_000_000;
    private const long PriceMaxNanos = 1_000_000_000_000_000_000;
    private const byte UrgencyMax = 100;

    private const RoutingInstructions KnownInstructions =
        RoutingInstructions.LitOnly | RoutingInstructions.DarkOnly | RoutingInstructions.PostOnly | RoutingInstructions.Conditional;

    /// <summary>Checks an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="universe">Instruments and venues.</param>
    /// <param name="nowNs">Engine time, ns since the Unix epoch.</param>
    /// <returns>None, or the first thing that is wrong.</returns>
    public static RejectReason Check(in ParentOrder order, Universe universe, long nowNs)
    {
        if ((uint)order.InstrumentId.Value >= (uint)universe.Instruments.Length)
        {
            return RejectReason.UnknownInstrument;
        }

        if (order.Side is not (Side.Buy or Side.Sell))
        {
            return RejectReason.BadSide;
        }

        if (order.Type > OrderType.PrimaryPeg || order.ShortSale > ShortSale.ShortExempt
            || order.TimeInForce is not (TimeInForce.Day or TimeInForce.ImmediateOrCancel or TimeInForce.GoodTillDate))
        {
            return RejectReason.Unsupported;
        }

        if (order.PolicyId > PolicyIds.Names.Count && order.PolicyId < PolicyIds.GuestMin)
        {
            return RejectReason.UnknownPolicy;
        }

        if (order.ClientId < 0)
        {
            return RejectReason.UnknownClient;
        }

        RejectReason reason = CheckTerms(order, universe[order.InstrumentId], nowNs);
        return reason != RejectReason.None ? reason : CheckInstructions(order, universe);
    }

    /// <summary>Checks what a sender may also change later: quantity, limit, minimum quantity, expiry and urgency.</summary>
    /// <param name="order">The order, or the order as it would be.</param>
    /// <param name="instrument">Its instrument.</param>
    /// <param name="nowNs">Engine time, ns since the Unix epoch.</param>
    /// <returns>None, or the first thing that is wrong.</returns>
    public static RejectReason CheckTerms(in ParentOrder order, Instrument instrument, long nowNs)
    {
        if (order.Quantity is <= 0 or > QuantityMax)
        {
            return RejectReason.BadQuantity;
        }

        if (!IsPriceGood(order, TickRule.Of(instrument)))
        {
            return RejectReason.BadPrice;
        }

        if (order.MinimumQuantity < 0 || order.MinimumQuantity > order.Quantity)
        {
            return RejectReason.BadMinimumQuantity;
        }

        bool isDated = order.TimeInForce == TimeInForce.GoodTillDate;
        if (order.HorizonNs < 0 || (isDated ? order.ExpireTimeNs <= Math.Max(0, nowNs) : order.ExpireTimeNs != 0))
        {
            return RejectReason.BadExpiry;
        }

        return order.UrgencyPercent > UrgencyMax ? RejectReason.BadInstructions : RejectReason.None;
    }

    private static bool IsPriceGood(in ParentOrder order, TickRule ticks)
    {
        bool isPeg = order.Type is OrderType.MidpointPeg or OrderType.PrimaryPeg;
        long limit = order.LimitPrice.Nanos;
        bool isLimitGood = order.Type == OrderType.Market
            || (isPeg && limit == 0)
            || (limit is > 0 and <= PriceMaxNanos && ticks.IsOnTick(order.LimitPrice));
        bool isOffsetGood = isPeg
            ? order.PegOffsetNanos is >= 0 and <= PriceMaxNanos && order.PegOffsetNanos % ticks.TickNanos == 0
            : order.PegOffsetNanos == 0;
        return isLimitGood && isOffsetGood;
    }

    private static RejectReason CheckInstructions(in ParentOrder order, Universe universe)
    {
        RoutingInstructions asked = order.Instructions;
        bool isLit = (asked & RoutingInstructions.LitOnly) != 0;
        bool isDark = (asked & RoutingInstructions.DarkOnly) != 0;
        bool isPassive = (asked & RoutingInstructions.PostOnly) != 0;
        bool isConditional = (asked & RoutingInstructions.Conditional) != 0;
        bool isImmediate = order.TimeInForce == TimeInForce.ImmediateOrCancel;
        bool isContradictory = (asked & ~KnownInstructions) != 0
            || (order.PermittedActions & ~RouteActions.All) != 0
            || (isLit && (isDark || isConditional))
            || (isPassive && (isImmediate || isDark || order.Type == OrderType.Market || (order.PermittedActions & RouteActions.Post) == 0))
            || (isConditional && isImmediate)
            || (order.Side == Side.Buy && (order.ShortSale != ShortSale.None || order.HasLocate));
        return isContradictory || !CanTrade(order, universe) ? RejectReason.BadInstructions : RejectReason.None;
    }

    // Whether some venue is left where some permitted action can be done.
    private static bool CanTrade(in ParentOrder order, Universe universe)
    {
        RouteActions actions = order.PermittedActions & order.Type switch
        {
            OrderType.MidpointPeg => RouteActions.Midpoint,
            OrderType.PrimaryPeg => RouteActions.Midpoint | RouteActions.Post,
            _ => RouteActions.All,
        };
        if ((order.Instructions & RoutingInstructions.PostOnly) != 0)
        {
            actions &= ~RouteActions.Take;
        }

        if (order.TimeInForce == TimeInForce.ImmediateOrCancel)
        {
            actions &= ~RouteActions.Post;
        }

        bool mayLit = (order.Instructions & RoutingInstructions.DarkOnly) == 0 && (actions & (RouteActions.Take | RouteActions.Post)) != 0;
        bool mayDark = (order.Instructions & RoutingInstructions.LitOnly) == 0 && (actions & RouteActions.Midpoint) != 0;
        foreach (Venue venue in universe.Venues)
        {
            bool isExcluded = (order.ExcludedVenues >> venue.Id.Value & 1) != 0;
            if (!isExcluded && (venue.IsDisplayed ? mayLit : mayDark && venue.Kind == VenueKind.Midpoint))
            {
                return true;
            }
        }

        return false;
    }
}
