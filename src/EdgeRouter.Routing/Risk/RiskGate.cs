using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.State;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Routing.Risk;

/// <summary>The last check of every child order: nothing leaves without it (after SEC rule 15c3-5; <c>src/docs/RISK.md</c>). Cancels do not pass it: they
/// are always permitted. <see cref="Check"/> changes nothing but statistics; what counts against limits changes with the journaled records alone:
/// <see cref="OnChildSent"/>, <see cref="OnChildChanged"/>, <see cref="OnControl"/> and <see cref="TryReload"/>.</summary>
/// <remarks>Deterministic; allocates in its constructor, in <see cref="TryReload"/> and in <see cref="Load"/> only; not safe for several threads.</remarks>
public sealed partial class RiskGate : IStatePart
{
    private const int BpsPerUnit = 10_000;
    private const int House = 0;

    // What a window keeps of the past where no limit holds, so that one that comes into force is right from the start.
    private const int KeptEventsMin = 1_024;
    private const int KeptClientEventsMin = 64;

    private static readonly Int128 Unlimited = Int128.MaxValue;

    private readonly Universe _universe;
    private readonly InstrumentRisk[] _instruments;
    private readonly VenueRisk[] _venues;
    private readonly OrderTable<ClientRisk> _clients;
    private readonly RateWindow _rate = new(KeptEventsMin);
    private readonly RateWindow[] _venueRates;
    private readonly RateWindow[] _clientRates;
    private readonly RecentOrders _recent;
    private readonly OwnOrders _own;

    // Empty but for the time of one CheckStep.
    private readonly OrdersAhead _ahead = new(RoutingContext.RowCountLimit);
    private readonly long[] _refusedCounts = new long[Enum.GetValues<RejectReason>().Length];
    private VenueSwitches _switches;
    private Int128 _openNotionalMaxNanos;
    private Int128 _positionNotionalMaxNanos;
    private Int128 _openNanos;
    private Int128 _executedNanos;
    private Int128 _positionNotionalNanos;
    private Int128 _creditNanos;
    private bool _hasCredit;
    private bool _isKilled;
    private long _lastId;

    /// <summary>Creates the gate: no kill switch on, every venue usable, no positions, no credit set.</summary>
    /// <param name="limits">The first limits; checked.</param>
    /// <param name="universe">Instruments and venues; ticks are read from it at every check.</param>
    /// <param name="capacity">Sizes of the tables; null = the defaults.</param>
    /// <exception cref="EdgeRouterException">ER1110: a limit is out of range or names what the universe does not have. ER1144: a capacity is out of range.</exception>
    public RiskGate(RiskLimits limits, Universe universe, RiskCapacity? capacity = null)
    {
        RiskCapacity sizes = (capacity ?? new RiskCapacity()).Validate();
        _universe = universe;
        _instruments = new InstrumentRisk[universe.Instruments.Length];
        _venues = new VenueRisk[universe.Venues.Length];
        _venueRates = [.. _venues.Select(_ => new RateWindow(KeptEventsMin))];
        _clients = new OrderTable<ClientRisk>(sizes.ClientsMax);
        _clientRates = [.. Enumerable.Range(0, sizes.ClientsMax).Select(_ => new RateWindow(KeptClientEventsMin))];
        _recent = new RecentOrders(sizes.RecentOrdersMax);
        _own = new OwnOrders(sizes.OwnOrdersMax);
        Limits = limits;
        Clear();
        if (!TryReload(limits, out string problem))
        {
            throw EdgeRouterException.Usage("ER1110", problem);
        }
    }

    /// <summary>The limits in force.</summary>
    public RiskLimits Limits { get; private set; }

    /// <summary>Checks that passed; statistics, not state.</summary>
    public long PassedCount { get; private set; }

    /// <summary>Whether the kill switch for everything is on.</summary>
    public bool IsKillSwitchOn => _isKilled;

    /// <summary>Bit v set: venue v was disabled by a control input.</summary>
    public ulong DisabledVenues => _switches.Disabled;

    /// <summary>Bit v set: nothing may be sent to venue v, because it is disabled or killed or its link is down.</summary>
    public ulong ClosedVenues => _switches.All;

    /// <summary>Notional of everything open, nanos of currency.</summary>
    public Int128 OpenNotionalNanos => _openNanos;

    /// <summary>Sum of position notionals over all instruments, each at its worst, nanos of currency.</summary>
    public Int128 PositionNotionalNanos => _positionNotionalNanos;

    /// <summary>How much of the shard's credit is used, nanos of currency: open and executed, buys and sells added.</summary>
    public Int128 CreditUsedNanos => _openNanos + _executedNanos;

    /// <summary>Checks that were refused for a reason; statistics, not state.</summary>
    /// <param name="reason">The reason.</param>
    public long RefusedCount(RejectReason reason) => _refusedCounts[(int)reason];

    /// <summary>The price limits in force for an instrument: those of a control input, else those of the reference data.</summary>
    /// <param name="instrumentId">An id of the universe.</param>
    /// <param name="low">Lowest price; zero where there are no limits.</param>
    /// <param name="high">Highest price; zero where there are no limits.</param>
    public void ReadBand(InstrumentId instrumentId, out Price low, out Price high)
    {
        (long lowNanos, long highNanos) = BandOf(instrumentId, _instruments[instrumentId.Value]);
        low = new Price(lowNanos);
        high = new Price(highNanos);
    }

    /// <summary>Position and open quantity of an instrument.</summary>
    /// <param name="instrumentId">An id of the universe.</param>
    public RiskPosition PositionOf(InstrumentId instrumentId) => _instruments[instrumentId.Value].Position;

    /// <summary>How much of a client's credit is used, nanos of currency; 0 for a client that never traded.</summary>
    /// <param name="clientId">Any client.</param>
    public Int128 CreditUsedOf(int clientId) =>
        _clients.TryFind(clientId, out int slot) ? _clients[slot].OpenNanos + _clients[slot].ExecutedNanos : 0;

    /// <summary>Whether a kill switch stops a parent order: for everything, its client or its instrument.</summary>
    /// <param name="order">Any order.</param>
    public bool IsKilled(in ParentOrder order) => IsKilled(order.ClientId, order.InstrumentId);

    /// <summary>Whether a kill switch demands that an open child be cancelled: for everything, its client, its instrument or its venue.</summary>
    /// <param name="child">Any order.</param>
    public bool MustCancel(in ChildOrder child) =>
        IsKilled(child.ClientId, child.InstrumentId) || (child.VenueId.Value < _venues.Length && (_switches.Killed & (1UL << child.VenueId.Value)) != 0);

    private bool IsKilled(int clientId, InstrumentId instrumentId) => _isKilled
        || ((uint)instrumentId.Value < (uint)_instruments.Length && _instruments[instrumentId.Value].IsKilled)
        || (_clients.TryFind(clientId, out int slot) && _clients[slot].IsKilled);

    // What an order is worth while it is open: a seller gets the bid or better. From the record alone, so that what was added can be taken away again.
    private static long WorthNanos(in ChildOrder child) =>
        child.Side == Side.Buy ? child.LimitPrice.Nanos : Math.Max(child.LimitPrice.Nanos, child.Bid.Nanos);

    // The price that a position is marked at: the middle of the quote in the record, else what there is of it, else the price.
    private static long MarkNanos(Price bid, Price ask, Price price)
    {
        if (bid.Nanos > 0 && ask.Nanos > 0)
        {
            return bid.Nanos + ((ask.Nanos - bid.Nanos) / 2);
        }

        return Math.Max(0, Math.Max(bid.Nanos, ask.Nanos) is > 0 and long quote ? quote : price.Nanos);
    }
}
