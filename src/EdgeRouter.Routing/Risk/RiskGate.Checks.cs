using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Risk;

/// <content>The checks: they read, and change nothing.</content>
public sealed partial class RiskGate
{
    /// <summary>Checks a child order. The first failure is the answer; the order of the checks stands in <c>src/docs/RISK.md</c>.</summary>
    /// <param name="child">The order as it will be journaled, with the national best quote in it. Ids are above zero and rise from order to order.</param>
    /// <param name="market">The market now.</param>
    /// <returns>Whether it may leave. When it leaves, <see cref="OnChildSent"/> must follow before the next check.</returns>
    public RiskVerdict Check(in ChildOrder child, in RiskMarket market)
    {
        RiskVerdict verdict = Judge(child, market);
        Count(verdict);
        return verdict;
    }

    /// <summary>Checks the orders of one parent that are to leave together, each as if those before it that passed had left: none of them has to stay behind
    /// when the others are gone.</summary>
    /// <param name="step">Orders of one parent; at most <see cref="RoutingContext.RowCountLimit"/>, ids as for <see cref="Check"/>.</param>
    /// <param name="market">The market now.</param>
    /// <param name="verdicts">One an order. In: one that is not passed is not asked and uses nothing. Out: whether each may leave.</param>
    public void CheckStep(ReadOnlySpan<ChildOrder> step, in RiskMarket market, Span<RiskVerdict> verdicts)
    {
        for (int i = 0; i < step.Length; i++)
        {
            if (!verdicts[i].IsPassed)
            {
                continue;
            }

            verdicts[i] = Judge(step[i], market);
            Count(verdicts[i]);
            if (verdicts[i].IsPassed)
            {
                _ahead.Add(step[i], Math.BigMul(step[i].Quantity, WorthNanos(step[i])));
            }
        }

        _ahead.Clear();
    }

    private void Count(in RiskVerdict verdict)
    {
        if (verdict.IsPassed)
        {
            PassedCount++;
        }
        else
        {
            _refusedCounts[(int)verdict.Reason]++;
        }
    }

    private static RiskVerdict InUnits(RejectReason reason, Int128 valueNanos, Int128 limitNanos) =>
        new(reason, Units(valueNanos + Price.NanosPerUnit - 1), Units(limitNanos));

    private static long Units(Int128 nanos) => (long)Int128.Clamp(nanos / Price.NanosPerUnit, long.MinValue, long.MaxValue);

    private RiskVerdict Judge(in ChildOrder child, in RiskMarket market)
    {
        RejectReason reason = JudgeWhat(child, out int client);
        if (reason != RejectReason.None)
        {
            return new RiskVerdict(reason, child.Quantity, 0);
        }

        ref readonly InstrumentRisk instrument = ref _instruments[child.InstrumentId.Value];
        RiskVerdict verdict = JudgePrice(child, market, instrument);
        if (verdict.IsPassed)
        {
            verdict = JudgeSize(child, instrument, client);
        }

        if (verdict.IsPassed)
        {
            verdict = JudgeOthers(child, market.NowNs);
        }

        if (verdict.IsPassed && !child.IsConditional)
        {
            verdict = JudgeExposure(child, instrument, client);
        }

        return verdict.IsPassed ? JudgeRate(child, client, market.NowNs) : verdict;
    }

    // What, where and whose: nothing that needs a price.
    private RejectReason JudgeWhat(in ChildOrder child, out int client)
    {
        client = House;
        if ((uint)child.InstrumentId.Value >= (uint)_instruments.Length)
        {
            return RejectReason.UnknownInstrument;
        }

        if (child.VenueId.Value >= _venues.Length)
        {
            return RejectReason.VenueClosed;
        }

        ref readonly InstrumentRisk instrument = ref _instruments[child.InstrumentId.Value];
        RejectReason reason = JudgeClient(child.ClientId, instrument, out client);
        if (reason != RejectReason.None)
        {
            return reason;
        }

        if (((_switches.All >> child.VenueId.Value) & 1) != 0)
        {
            return JudgeVenue(1UL << child.VenueId.Value);
        }

        if (child.Side is not (Side.Buy or Side.Sell))
        {
            return RejectReason.BadSide;
        }

        if (child.Quantity <= 0)
        {
            return RejectReason.BadQuantity;
        }

        if (IsRestricted(child.InstrumentId, instrument))
        {
            return RejectReason.Restricted;
        }

        return child.Id.Value <= _lastId ? RejectReason.Duplicate : RejectReason.None;
    }

    private RejectReason JudgeVenue(ulong bit)
    {
        if ((_switches.Killed & bit) != 0)
        {
            return RejectReason.KillSwitch;
        }

        return (_switches.Disabled & bit) != 0 ? RejectReason.VenueClosed : RejectReason.LinkDown;
    }

    private RejectReason JudgeClient(int clientId, in InstrumentRisk instrument, out int client)
    {
        bool isThere = _clients.TryFind(clientId, out client);
        if (_isKilled || instrument.IsKilled || (isThere && _clients[client].IsKilled))
        {
            return RejectReason.KillSwitch;
        }

        if (Limits.IsClientListClosed && clientId != House && !(isThere && (_clients[client].IsListed || _clients[client].HasCredit)))
        {
            return RejectReason.UnknownClient;
        }

        return isThere || _clients.Count < _clients.Capacity ? RejectReason.None : RejectReason.CapacityExceeded;
    }

    private RiskVerdict JudgePrice(in ChildOrder child, in RiskMarket market, in InstrumentRisk instrument)
    {
        long limit = child.LimitPrice.Nanos;
        long tick = TickRule.Of(_universe[child.InstrumentId]).TickAt(child.LimitPrice);
        bool isPriced = child.Type is OrderType.Limit or OrderType.MidpointPeg or OrderType.PrimaryPeg or OrderType.MarketPeg;
        if (!isPriced || limit <= 0 || limit % tick != 0)
        {
            return new RiskVerdict(RejectReason.BadPrice, limit, tick);
        }

        bool isBuy = child.Side == Side.Buy;
        long far = isBuy ? market.Ask.Nanos : market.Bid.Nanos;
        if (!(isBuy ? market.HasAsk : market.HasBid) || far <= 0)
        {
            return new RiskVerdict(RejectReason.NoMarket, limit, 0);
        }

        Int128 beyond = Math.BigMul((limit - far) * child.Side.Sign(), BpsPerUnit);
        Int128 collar = Math.BigMul(far, instrument.PriceCollarBps);
        if (beyond > collar)
        {
            return new RiskVerdict(RejectReason.PriceCollar, limit, (long)Int128.Min(far + (child.Side.Sign() * (collar / BpsPerUnit)), long.MaxValue));
        }

        (long low, long high) = BandOf(child.InstrumentId, instrument);
        if (high > 0 && (limit < low || limit > high))
        {
            return new RiskVerdict(RejectReason.LimitBand, limit, limit < low ? low : high);
        }

        return isBuy || child.ShortSale == ShortSale.None ? default : JudgeShort(child, market, instrument);
    }

    // SEC Regulation SHO: rule 203(b), locate, and rule 201, price test. A peg to the middle or to the offer stands above the bid while the market is not
    // locked or crossed, whatever its limit.
    private RiskVerdict JudgeShort(in ChildOrder child, in RiskMarket market, in InstrumentRisk instrument)
    {
        if (IsHardToBorrow(child.InstrumentId, instrument) && !child.HasLocate)
        {
            return new RiskVerdict(RejectReason.NoLocate, child.Quantity, 0);
        }

        bool isAbove = child.LimitPrice.Nanos > market.Bid.Nanos
            || (child.Type is OrderType.MidpointPeg or OrderType.PrimaryPeg && market.HasAsk && market.Ask.Nanos > market.Bid.Nanos);
        return IsShortRestricted(child.InstrumentId, instrument) && child.ShortSale != ShortSale.ShortExempt && !isAbove
            ? new RiskVerdict(RejectReason.ShortRestricted, child.LimitPrice.Nanos, market.Bid.Nanos)
            : default;
    }

    private RiskVerdict JudgeSize(in ChildOrder child, in InstrumentRisk instrument, int client)
    {
        ref readonly VenueRisk venue = ref _venues[child.VenueId.Value];
        (long quantityMax, Int128 notionalMax) = (Math.Min(instrument.OrderQuantityMax, venue.OrderQuantityMax), Int128.Min(instrument.OrderNotionalMaxNanos, venue.OrderNotionalMaxNanos));
        if (client >= 0)
        {
            quantityMax = Math.Min(quantityMax, _clients[client].OrderQuantityMax);
            notionalMax = Int128.Min(notionalMax, _clients[client].OrderNotionalMaxNanos);
        }

        if (child.Quantity > quantityMax)
        {
            return new RiskVerdict(RejectReason.SizeLimit, child.Quantity, quantityMax);
        }

        Int128 notional = Math.BigMul(child.Quantity, WorthNanos(child));
        return notional > notionalMax ? InUnits(RejectReason.NotionalLimit, notional, notionalMax) : default;
    }

    // Against other orders: the owner's on the other side, and equal ones a moment ago.
    private RiskVerdict JudgeOthers(in ChildOrder child, long nowNs)
    {
        if (OwnOrders.IsWatched(child))
        {
            if (!_own.HasRoom(_ahead.FirmCount))
            {
                return new RiskVerdict(RejectReason.CapacityExceeded, _own.Capacity, _own.Capacity);
            }

            if (_own.TryFindCounterparty(child, _venues[child.VenueId.Value].Collects, out long id, out long limitNanos))
            {
                return new RiskVerdict(RejectReason.SelfTrade, id, limitNanos);
            }
        }

        if (Limits.DuplicateWindowNs is not { } windowNs)
        {
            return default;
        }

        RejectReason reason = _ahead.HasEqual(child) ? RejectReason.DuplicateOrder : _recent.Check(child, nowNs, windowNs, _ahead.Count);
        return reason == RejectReason.None ? default : new RiskVerdict(reason, child.Quantity, reason == RejectReason.DuplicateOrder ? windowNs : _recent.Capacity);
    }
}
