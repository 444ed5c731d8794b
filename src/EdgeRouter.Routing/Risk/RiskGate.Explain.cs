using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.Risk;

/// <content>Every check with its numbers; control plane.</content>
public sealed partial class RiskGate
{
    private const string Shares = "shares";
    private const string Currency = "currency";
    private const string PriceUnit = "nanos";

    private static readonly (RejectReason Reason, string Name)[] Switches =
    [
        (RejectReason.UnknownInstrument, "instrument known"),
        (RejectReason.KillSwitch, "kill switches"),
        (RejectReason.UnknownClient, "client known"),
        (RejectReason.VenueClosed, "venue usable"),
        (RejectReason.LinkDown, "venue link"),
        (RejectReason.BadSide, "side"),
        (RejectReason.BadQuantity, "quantity above zero"),
        (RejectReason.Restricted, "restricted list"),
        (RejectReason.Duplicate, "order id is new"),
    ];

    /// <summary>Holds a child order against every limit and says value and limit of each, in the order in which <see cref="Check"/> asks. Changes nothing, not
    /// even statistics. The first check that is not passed is the one that <see cref="Check"/> answers with.</summary>
    /// <param name="child">The order as it would be sent.</param>
    /// <param name="market">The market.</param>
    /// <returns>The checks; where the order's instrument, client or venue already stops it, those up to there.</returns>
    public IReadOnlyList<RiskCheck> Explain(in ChildOrder child, in RiskMarket market)
    {
        var checks = new List<RiskCheck>();
        RejectReason reason = JudgeWhat(child, out int client);
        AddSwitches(checks, reason);
        if (reason != RejectReason.None)
        {
            return checks;
        }

        ref readonly InstrumentRisk instrument = ref _instruments[child.InstrumentId.Value];
        AddPrices(checks, child, market, instrument);
        AddSizes(checks, child, instrument, client);
        AddOthers(checks, child, market.NowNs);
        if (!child.IsConditional)
        {
            AddPositions(checks, child, instrument);
            AddMoney(checks, Math.BigMul(child.Quantity, WorthNanos(child)), client);
        }

        AddRate(checks, "orders in the window, all", _rate, market.NowNs);
        AddRate(checks, "orders in the window, venue", _venueRates[child.VenueId.Value], market.NowNs);
        if (client >= 0)
        {
            AddRate(checks, "orders in the window, client", _clientRates[client], market.NowNs);
        }

        return checks;
    }

    // Client tables can be full, and a venue can be killed: those answers stand in the place of the check that is next to them.
    private static void AddSwitches(List<RiskCheck> checks, RejectReason reason)
    {
        foreach ((RejectReason which, string name) in Switches)
        {
            bool isMine = which == reason || (reason == RejectReason.CapacityExceeded && which == RejectReason.UnknownClient);
            checks.Add(new RiskCheck(name, isMine ? reason : which, 0, 0, string.Empty, false, !isMine));
            if (isMine)
            {
                return;
            }
        }
    }

    private void AddPrices(List<RiskCheck> checks, in ChildOrder child, in RiskMarket market, in InstrumentRisk instrument)
    {
        long limit = child.LimitPrice.Nanos;
        long tick = TickRule.Of(_universe[child.InstrumentId]).TickAt(child.LimitPrice);
        bool isBuy = child.Side == Side.Buy;
        long far = isBuy ? market.Ask.Nanos : market.Bid.Nanos;
        Int128 collar = Math.BigMul(far, instrument.PriceCollarBps) / BpsPerUnit;
        long edge = (long)Int128.Clamp(far + (child.Side.Sign() * collar), long.MinValue, long.MaxValue);
        (long low, long high) = BandOf(child.InstrumentId, instrument);
        RiskVerdict verdict = JudgePrice(child, market, instrument);
        AddPrice(checks, "limit price on the tick", RejectReason.BadPrice, limit, tick, hasLimit: true, verdict);
        AddPrice(checks, "quote on the other side", RejectReason.NoMarket, far, 0, hasLimit: false, verdict);
        AddPrice(checks, $"price collar, {instrument.PriceCollarBps} bps", RejectReason.PriceCollar, limit, edge, hasLimit: true, verdict);
        AddPrice(checks, "limit band", RejectReason.LimitBand, limit, limit < low ? low : high, high > 0, verdict);
        if (!isBuy && child.ShortSale != ShortSale.None)
        {
            checks.Add(new RiskCheck("located", RejectReason.NoLocate, 0, 0, string.Empty, IsHardToBorrow(child.InstrumentId, instrument), verdict.Reason != RejectReason.NoLocate));
            AddPrice(checks, "short sale above the bid", RejectReason.ShortRestricted, limit, market.Bid.Nanos, IsShortRestricted(child.InstrumentId, instrument), verdict);
        }
    }

    private static void AddPrice(List<RiskCheck> checks, string name, RejectReason reason, long value, long limit, bool hasLimit, in RiskVerdict verdict) =>
        checks.Add(new RiskCheck(name, reason, value, limit, PriceUnit, hasLimit, verdict.Reason != reason));

    private void AddSizes(List<RiskCheck> checks, in ChildOrder child, in InstrumentRisk instrument, int client)
    {
        ref readonly VenueRisk venue = ref _venues[child.VenueId.Value];
        long quantityMax = Math.Min(instrument.OrderQuantityMax, venue.OrderQuantityMax);
        Int128 notionalMax = Int128.Min(instrument.OrderNotionalMaxNanos, venue.OrderNotionalMaxNanos);
        if (client >= 0)
        {
            quantityMax = Math.Min(quantityMax, _clients[client].OrderQuantityMax);
            notionalMax = Int128.Min(notionalMax, _clients[client].OrderNotionalMaxNanos);
        }

        checks.Add(new RiskCheck("size of the order", RejectReason.SizeLimit, child.Quantity, quantityMax, Shares, true, child.Quantity <= quantityMax));
        AddNotional(checks, "notional of the order", RejectReason.NotionalLimit, Math.BigMul(child.Quantity, WorthNanos(child)), notionalMax);
    }

    private void AddOthers(List<RiskCheck> checks, in ChildOrder child, long nowNs)
    {
        RiskVerdict verdict = JudgeOthers(child, nowNs);
        bool isFull = verdict.Reason == RejectReason.CapacityExceeded;
        bool isOwnFull = isFull && OwnOrders.IsWatched(child) && !_own.HasRoom(ahead: 0);
        checks.Add(new RiskCheck("own order on the other side", isOwnFull ? verdict.Reason : RejectReason.SelfTrade, 0, 0, string.Empty, OwnOrders.IsWatched(child), verdict.Reason != RejectReason.SelfTrade && !isOwnFull));
        bool isEqual = verdict.Reason == RejectReason.DuplicateOrder || (isFull && !isOwnFull);
        checks.Add(new RiskCheck("equal order a moment ago", isFull && !isOwnFull ? verdict.Reason : RejectReason.DuplicateOrder, 0, 0, string.Empty, Limits.DuplicateWindowNs is not null, !isEqual));
    }

    private void AddPositions(List<RiskCheck> checks, in ChildOrder child, in InstrumentRisk instrument)
    {
        bool isBuy = child.Side == Side.Buy;
        RiskPosition position = instrument.Position;
        long worst = isBuy ? position.Position + position.OpenBuyQuantity + child.Quantity : position.OpenSellQuantity + child.Quantity - position.Position;
        checks.Add(new RiskCheck("position if all open executes", RejectReason.PositionLimit, worst, instrument.PositionMax, Shares, true, worst <= instrument.PositionMax));
        long mark = MarkNanos(child.Bid, child.Ask, child.LimitPrice);
        Int128 before = InstrumentRisk.WorstNotional(position, 0, 0, mark);
        Int128 after = InstrumentRisk.WorstNotional(position, isBuy ? child.Quantity : 0, isBuy ? 0 : child.Quantity, mark);
        Int128 sum = _positionNotionalNanos - instrument.NotionalNanos + after;
        bool isOver = _positionNotionalMaxNanos != Unlimited && sum > _positionNotionalMaxNanos && after > before;
        checks.Add(NotionalOf("position notional, all", RejectReason.PositionLimit, sum, _positionNotionalMaxNanos, !isOver));
    }

    private void AddMoney(List<RiskCheck> checks, Int128 notional, int client)
    {
        Int128 open = _openNanos + notional;
        AddNotional(checks, "open notional, all", RejectReason.AggregateNotional, open, _openNotionalMaxNanos);
        if (client >= 0)
        {
            ref readonly ClientRisk entry = ref _clients[client];
            AddNotional(checks, "open notional, client", RejectReason.AggregateNotional, entry.OpenNanos + notional, entry.OpenNotionalMaxNanos);
            AddNotional(checks, "credit, client", RejectReason.ClientCredit, entry.OpenNanos + notional + entry.ExecutedNanos, entry.HasCredit ? entry.CreditNanos : Unlimited);
        }

        AddNotional(checks, "credit, shard", RejectReason.ShardCredit, open + _executedNanos, _hasCredit ? _creditNanos : Unlimited);
    }

    private static void AddNotional(List<RiskCheck> checks, string name, RejectReason reason, Int128 value, Int128 most) =>
        checks.Add(NotionalOf(name, reason, value, most, value <= most));

    private static RiskCheck NotionalOf(string name, RejectReason reason, Int128 value, Int128 most, bool isPassed)
    {
        bool hasLimit = most < (Int128)long.MaxValue * Price.NanosPerUnit;
        RiskVerdict units = InUnits(reason, value, most);
        return new RiskCheck(name, reason, units.Value, hasLimit ? units.Limit : 0, Currency, hasLimit, isPassed);
    }

    private static void AddRate(List<RiskCheck> checks, string name, RateWindow window, long nowNs) =>
        checks.Add(new RiskCheck(name, RejectReason.RateLimit, window.CountAt(nowNs) + 1, window.CountMax, "orders", window.CountMax > 0, !window.IsFull(nowNs, ahead: 0)));
}
