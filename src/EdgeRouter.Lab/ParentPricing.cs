using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Engine;

namespace EdgeRouter.Lab;

/// <summary>Gives a scheduled parent its limit on arrival: relative to the far touch of that instant, which no policy moves.</summary>
internal static class ParentPricing
{
    public static ParentOrder Price<TProbe>(RouterEngine<TProbe> engine, in ScheduledParent parent)
        where TProbe : struct, IStageProbe
    {
        ParentOrder order = parent.Order;
        if (order.Type != OrderType.Limit || !engine.TryGetTouch(order.InstrumentId, out Price bid, out Price ask))
        {
            return order with { Type = OrderType.Market };
        }

        Price touch = order.Side == Side.Buy ? ask : bid;
        long tick = engine.Universe[order.InstrumentId].TickNanos;
        long room = (long)(touch.Nanos * parent.LimitRoomBps / 1e4) / tick * tick;
        return order with { LimitPrice = new Price(Math.Max(tick, touch.Nanos + (order.Side.Sign() * room))) };
    }
}
