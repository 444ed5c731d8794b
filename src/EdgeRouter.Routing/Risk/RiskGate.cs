using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Routing.Risk;

/// <summary>The last check of every child order: nothing leaves without it. A passed order counts at once against rate and position, so the caller must send it.
/// Cancels do not pass the gate: they are always permitted.</summary>
/// <remarks>Order of the checks, the first failure is the answer: kill switch, instrument, side, quantity, restricted list, venue, duplicate id, price, market,
/// collar, size, notional, position, rate. Deterministic, allocates nothing after construction; not safe for several threads.</remarks>
public sealed class RiskGate
{
    private const int BpsPerUnit = 10_000;

    private readonly RiskLimits _limits;
    private readonly Int128 _notionalMaxNanos;
    private readonly RateWindow _rate;
    private readonly RiskPosition[] _positions;
    private readonly bool[] _restricted;
    private readonly long[] _tickNanos;
    private readonly long[] _rejectCounts = new long[Enum.GetValues<RejectReason>().Length];
    private readonly int _venueCount;
    private ulong _disabledVenues;
    private long _lastId = long.MinValue;
    private long _nowNs = long.MinValue;

    /// <summary>Creates the gate: kill switch off, every venue enabled, no positions.</summary>
    /// <param name="limits">Validated here.</param>
    /// <param name="universe">Instruments and venues.</param>
    /// <exception cref="EdgeRouterException">ER1110: a limit is out of range, or a restricted symbol is not in the universe.</exception>
    public RiskGate(RiskLimits limits, Universe universe)
    {
        _limits = limits.Validate();
        _notionalMaxNanos = (Int128)limits.OrderNotionalMax * Price.NanosPerUnit;
        _rate = new RateWindow(limits.OrderRateMax, limits.OrderRateWindowNs);
        _positions = new RiskPosition[universe.Instruments.Length];
        _restricted = new bool[universe.Instruments.Length];
        _tickNanos = [.. universe.Instruments.ToArray().Select(i => i.TickNanos)];
        _venueCount = universe.Venues.Length;
        foreach (string symbol in limits.RestrictedSymbols)
        {
            Restrict(universe, symbol);
        }
    }

    /// <summary>Whether the kill switch is on: no child order passes.</summary>
    public bool IsKilled { get; set; }

    /// <summary>Orders that passed.</summary>
    public long PassedCount { get; private set; }

    /// <summary>Bit v set: venue v is disabled.</summary>
    public ulong DisabledVenues => _disabledVenues;

    /// <summary>Orders refused for a reason.</summary>
    /// <param name="reason">The reason.</param>
    public long RejectCount(RejectReason reason) => _rejectCounts[(int)reason];

    /// <summary>Position and open quantity of an instrument.</summary>
    /// <param name="instrumentId">An id of the universe.</param>
    public RiskPosition PositionOf(InstrumentId instrumentId) => _positions[instrumentId.Value];

    /// <summary>Sets a position at the start of the day or after recovery; open quantities become zero.</summary>
    /// <param name="instrumentId">An id of the universe.</param>
    /// <param name="position">Shares, negative = short.</param>
    public void SetPosition(InstrumentId instrumentId, long position) => _positions[instrumentId.Value] = new RiskPosition(position, 0, 0);

    /// <summary>Enables or disables a venue.</summary>
    /// <param name="venueId">An id of the universe.</param>
    /// <param name="enabled">Whether child orders may go there.</param>
    public void SetVenueEnabled(VenueId venueId, bool enabled)
    {
        ulong bit = 1UL << venueId.Value;
        _disabledVenues = enabled ? _disabledVenues & ~bit : _disabledVenues | bit;
    }

    /// <summary>Checks a child order, and counts it when it passes.</summary>
    /// <param name="child">The order. Ids must rise from order to order: one that does not was seen before.</param>
    /// <param name="market">The market now.</param>
    /// <returns><see cref="RejectReason.None"/> when it may leave; then its quantity is open until <see cref="Apply"/> closes it.</returns>
    public RejectReason Check(in ChildOrder child, in RiskMarket market)
    {
        _nowNs = Math.Max(_nowNs, market.NowNs);
        RejectReason reason = CheckOrder(child);
        if (reason == RejectReason.None)
        {
            reason = CheckPrice(child, market);
        }

        if (reason == RejectReason.None)
        {
            reason = CheckExposure(child);
        }

        if (reason == RejectReason.None)
        {
            Commit(child);
        }
        else
        {
            _rejectCounts[(int)reason]++;
        }

        return reason;
    }

    /// <summary>Takes over what a report did to a child that passed: fills move the position, ends and fills free open quantity.</summary>
    /// <param name="child">The order.</param>
    /// <param name="transition">From <see cref="ChildOrderMachine.Apply"/>.</param>
    public void Apply(in ChildOrder child, in ChildTransition transition)
    {
        ref RiskPosition position = ref _positions[child.InstrumentId.Value];
        bool isBuy = child.Side == Side.Buy;
        position = new RiskPosition(
            position.Position + (child.Side.Sign() * transition.FilledQuantity),
            isBuy ? Math.Max(0, position.OpenBuyQuantity + transition.ReservedChange) : position.OpenBuyQuantity,
            isBuy ? position.OpenSellQuantity : Math.Max(0, position.OpenSellQuantity + transition.ReservedChange));
    }

    private void Restrict(Universe universe, string symbol)
    {
        foreach (Instrument instrument in universe.Instruments)
        {
            if (string.Equals(instrument.Symbol, symbol, StringComparison.Ordinal))
            {
                _restricted[instrument.Id.Value] = true;
                return;
            }
        }

        throw EdgeRouterException.Usage("ER1110", $"risk limit {nameof(RiskLimits.RestrictedSymbols)} names '{symbol}', which is not an instrument of the universe");
    }

    private RejectReason CheckOrder(in ChildOrder child)
    {
        if (IsKilled)
        {
            return RejectReason.KillSwitch;
        }

        if ((uint)child.InstrumentId.Value >= (uint)_positions.Length)
        {
            return RejectReason.UnknownInstrument;
        }

        if (child.Side is not (Side.Buy or Side.Sell))
        {
            return RejectReason.BadSide;
        }

        if (child.Quantity <= 0)
        {
            return RejectReason.BadQuantity;
        }

        if (_restricted[child.InstrumentId.Value])
        {
            return RejectReason.Restricted;
        }

        if (child.VenueId.Value >= _venueCount || (_disabledVenues & (1UL << child.VenueId.Value)) != 0)
        {
            return RejectReason.VenueClosed;
        }

        return child.Id.Value <= _lastId ? RejectReason.Duplicate : RejectReason.None;
    }

    private RejectReason CheckPrice(in ChildOrder child, in RiskMarket market)
    {
        bool isMarket = child.Type == OrderType.Market;
        long limit = child.LimitPrice.Nanos;
        if (!isMarket && (limit <= 0 || limit % _tickNanos[child.InstrumentId.Value] != 0))
        {
            return RejectReason.BadPrice;
        }

        bool isBuy = child.Side == Side.Buy;
        long far = isBuy ? market.Ask.Nanos : market.Bid.Nanos;
        if (!(isBuy ? market.HasAsk : market.HasBid) || far <= 0)
        {
            return RejectReason.NoMarket;
        }

        Int128 collar = (Int128)far * _limits.PriceCollarBps;
        Int128 beyond = ((Int128)limit - far) * child.Side.Sign() * BpsPerUnit;
        if (!isMarket && beyond > collar)
        {
            return RejectReason.PriceCollar;
        }

        if (child.Quantity > _limits.OrderQuantityMax)
        {
            return RejectReason.SizeLimit;
        }

        // What the order could cost at worst: a market order is worth the collar's edge to a buyer, and a seller's limit is its least.
        Int128 worstNanos = isBuy ? (isMarket ? far + (collar / BpsPerUnit) : limit) : Math.Max(isMarket ? 0 : limit, far);
        return child.Quantity * worstNanos > _notionalMaxNanos ? RejectReason.NotionalLimit : RejectReason.None;
    }

    private RejectReason CheckExposure(in ChildOrder child)
    {
        RiskPosition position = _positions[child.InstrumentId.Value];
        Int128 worst = child.Side == Side.Buy
            ? (Int128)position.Position + position.OpenBuyQuantity + child.Quantity
            : -((Int128)position.Position - position.OpenSellQuantity - child.Quantity);
        if (worst > _limits.PositionMax)
        {
            return RejectReason.PositionLimit;
        }

        return _rate.IsFull(_nowNs) ? RejectReason.RateLimit : RejectReason.None;
    }

    private void Commit(in ChildOrder child)
    {
        _lastId = child.Id.Value;
        _rate.Add(_nowNs);
        PassedCount++;
        ref RiskPosition position = ref _positions[child.InstrumentId.Value];
        position = child.Side == Side.Buy
            ? position with { OpenBuyQuantity = position.OpenBuyQuantity + child.Quantity }
            : position with { OpenSellQuantity = position.OpenSellQuantity + child.Quantity };
    }
}
