using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.Risk;

/// <content>The checks against what is used already: position, money, rates.</content>
public sealed partial class RiskGate
{
    private RiskVerdict JudgeExposure(in ChildOrder child, in InstrumentRisk instrument, int client)
    {
        bool isBuy = child.Side == Side.Buy;
        RiskPosition position = instrument.Position;
        long quantity = _ahead.Quantity + child.Quantity;
        long worst = isBuy
            ? position.Position + position.OpenBuyQuantity + quantity
            : position.OpenSellQuantity + quantity - position.Position;
        if (worst > instrument.PositionMax)
        {
            return new RiskVerdict(RejectReason.PositionLimit, worst, instrument.PositionMax);
        }

        if (_positionNotionalMaxNanos != Unlimited)
        {
            // An order that does not make the position larger passes even where the market took the sum beyond its limit.
            long mark = MarkNanos(child.Bid, child.Ask, child.LimitPrice);
            Int128 before = InstrumentRisk.WorstNotional(position, isBuy ? _ahead.Quantity : 0, isBuy ? 0 : _ahead.Quantity, mark);
            Int128 after = InstrumentRisk.WorstNotional(position, isBuy ? quantity : 0, isBuy ? 0 : quantity, mark);
            Int128 sum = _positionNotionalNanos - instrument.NotionalNanos + after;
            if (sum > _positionNotionalMaxNanos && after > before)
            {
                return InUnits(RejectReason.PositionLimit, sum, _positionNotionalMaxNanos);
            }
        }

        return JudgeMoney(_ahead.NotionalNanos + Math.BigMul(child.Quantity, WorthNanos(child)), client);
    }

    private RiskVerdict JudgeMoney(Int128 notional, int client)
    {
        Int128 open = _openNanos + notional;
        if (open > _openNotionalMaxNanos)
        {
            return InUnits(RejectReason.AggregateNotional, open, _openNotionalMaxNanos);
        }

        if (client >= 0)
        {
            ref readonly ClientRisk entry = ref _clients[client];
            Int128 clientOpen = entry.OpenNanos + notional;
            if (clientOpen > entry.OpenNotionalMaxNanos)
            {
                return InUnits(RejectReason.AggregateNotional, clientOpen, entry.OpenNotionalMaxNanos);
            }

            if (entry.HasCredit && clientOpen + entry.ExecutedNanos > entry.CreditNanos)
            {
                return InUnits(RejectReason.ClientCredit, clientOpen + entry.ExecutedNanos, entry.CreditNanos);
            }
        }

        return _hasCredit && open + _executedNanos > _creditNanos ? InUnits(RejectReason.ShardCredit, open + _executedNanos, _creditNanos) : default;
    }

    private RiskVerdict JudgeRate(in ChildOrder child, int client, long nowNs)
    {
        int countMax = 0;
        if (_rate.IsFull(nowNs, _ahead.Count))
        {
            countMax = _rate.CountMax;
        }
        else if (_venueRates[child.VenueId.Value].IsFull(nowNs, _ahead.CountAt(child.VenueId)))
        {
            countMax = _venueRates[child.VenueId.Value].CountMax;
        }
        else if (client >= 0 ? _clientRates[client].IsFull(nowNs, _ahead.Count) : _ahead.Count >= (Limits.ClientOrderRateMax ?? int.MaxValue))
        {
            countMax = client >= 0 ? _clientRates[client].CountMax : _ahead.Count;
        }

        return countMax == 0 ? default : new RiskVerdict(RejectReason.RateLimit, countMax + 1, countMax);
    }
}
