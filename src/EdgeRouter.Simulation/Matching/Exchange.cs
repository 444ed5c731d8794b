using EdgeRouter.Core.Domain;
using EdgeRouter.Simulation.Agents;
using EdgeRouter.Simulation.Feed;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Matching;

/// <summary>One venue's matching engine, all instruments. Displayed venues match at the resting order's price, by price, display and time or by price, display and size;
/// midpoint venues match in time priority at the midpoint of the national best bid and offer; auctions collect and uncross at one price.
/// <c>src/docs/VENUES.md</c> gives the rules.</summary>
internal sealed partial class Exchange
{
    private readonly LimitBook[] _books;
    private readonly IExecutionListener _listener;
    private readonly SelfTradePolicy _selfTrade;
    private NationalBest? _national;
    private TickRule[]? _ticks;
    private ulong _lastOrderId;
    private ulong _lastTradeId;
    private long _decremented;

    public Exchange(int index, VenueParameters parameters, int instrumentCount, IExecutionListener listener)
    {
        Index = index;
        Parameters = parameters;
        Condition = new VenueCondition(parameters);
        _listener = listener;
        _selfTrade = parameters.SelfTrade;
        _proRata = parameters.ProRata;
        _books = [.. Enumerable.Range(0, instrumentCount).Select(_ => new LimitBook())];
        _isTrading = new bool[instrumentCount];
        Array.Fill(_isTrading, true);
        _status = new Core.Books.TradingStatus[instrumentCount];
        Array.Fill(_status, Core.Books.TradingStatus.Trading);
        IsDisplayed = parameters.Kind is VenueKind.Lit or VenueKind.Inverted;
        IsAuction = parameters.Kind == VenueKind.Auction;
        _auctions = IsAuction ? new AuctionCross() : null;
        _isAuctionOn = new bool[IsAuction ? instrumentCount : 0];
    }

    public int Index { get; }

    public VenueParameters Parameters { get; }

    /// <summary>What the schedule has made of the venue.</summary>
    public VenueCondition Condition { get; }

    /// <summary>Whether the venue publishes a book.</summary>
    public bool IsDisplayed { get; }

    /// <summary>Whether the venue trades in auctions only.</summary>
    public bool IsAuction { get; }

    public int InstrumentCount => _books.Length;

    /// <summary>Takes what becomes public; null = nobody listens.</summary>
    public IVenuePublisher? Publisher { get; set; }

    public LimitBook Book(int instrument) => _books[instrument];

    /// <summary>Tells the venue where to read the national best, and the tick rules of the instruments (null = a step of one nano).</summary>
    public void Connect(NationalBest national, TickRule[]? ticks = null)
    {
        _national = national;
        _ticks = ticks;
    }

    /// <summary>Matches an order and lets the rest of it rest where wanted. Nothing happens while the instrument does not trade here.</summary>
    public SubmitResult Submit(int instrument, in IncomingOrder incoming)
    {
        if (!_isTrading[instrument])
        {
            return new SubmitResult(0, -1);
        }

        if (IsAuction)
        {
            return new SubmitResult(0, Collect(instrument, in incoming));
        }

        long limit = LimitOf(instrument, in incoming);
        if (LeastOf(in incoming) is > 0 and var least && Available(instrument, in incoming, limit) < least)
        {
            return new SubmitResult(0, -1);
        }

        _decremented = 0;
        bool isStopped = false;
        long left = IsDisplayed ? MatchDisplayed(instrument, in incoming, limit, ref isStopped) : MatchMidpoint(instrument, in incoming, ref isStopped);
        long filled = incoming.Quantity - left - _decremented;
        bool rests = left > 0 && incoming.Rests && !isStopped;
        return new SubmitResult(filled, rests ? Rest(instrument, in incoming, left, limit) : -1);
    }

    /// <summary>Takes shares off the standing part of a resting order.</summary>
    public void Reduce(int instrument, int slot, long quantity)
    {
        ref BookOrder order = ref _books[instrument].Order(slot);
        if (IsShown(in order))
        {
            Publisher?.OrderReduced(instrument, order.Id, quantity);
        }

        Take(instrument, slot, quantity);
    }

    /// <summary>Takes a resting order out.</summary>
    public void Remove(int instrument, int slot)
    {
        ref BookOrder order = ref _books[instrument].Order(slot);
        if (IsShown(in order))
        {
            Publisher?.OrderDeleted(instrument, order.Id);
        }

        Take(instrument, slot, order.Quantity);
    }

    private bool IsShown(in BookOrder order) => IsDisplayed && !order.IsHidden;

    // What must be there at once: all of an all-or-nothing order, a displayed venue's minimum.
    private long LeastOf(in IncomingOrder incoming)
    {
        if (incoming.IsAllOrNothing)
        {
            return incoming.Quantity;
        }

        return IsDisplayed ? incoming.Minimum : 0;
    }

    private int Rest(int instrument, in IncomingOrder incoming, long quantity, long limitNanos)
    {
        bool isHidden = IsDisplayed && (incoming.IsHidden || incoming.Peg == PegKind.Midpoint);
        long shown = IsDisplayed && !isHidden && incoming.DisplayQuantity > 0 ? Math.Min(incoming.DisplayQuantity, quantity) : quantity;
        long price = 0;
        if (IsDisplayed && !TryGetRestingPrice(instrument, in incoming, limitNanos, out price))
        {
            return -1;
        }

        ulong id = isHidden ? 0 : ++_lastOrderId;
        int slot = _books[instrument].Add(new BookOrder
        {
            Id = id,
            Owner = incoming.Owner,
            PriceNanos = price,
            LimitNanos = incoming.LimitNanos,
            Quantity = shown,
            Reserve = quantity - shown,
            DisplayQuantity = shown,
            Minimum = IsDisplayed ? 0 : incoming.Minimum,
            Tag = incoming.Tag,
            Side = incoming.Side,
            Peg = IsDisplayed ? incoming.Peg : PegKind.None,
            IsHidden = isHidden,
        });
        if (IsDisplayed)
        {
            AfterRest(instrument, slot);
        }
        else
        {
            _listener.OnRested(this, instrument);
        }

        return slot;
    }

    private void AfterRest(int instrument, int slot)
    {
        ref BookOrder order = ref _books[instrument].Order(slot);
        if (!order.IsHidden)
        {
            Publisher?.OrderAdded(instrument, order.Id, order.Side, order.PriceNanos, order.Quantity);
        }

        if (order.Peg != PegKind.None)
        {
            _national?.CountPegs(instrument, 1);
        }

        _national?.OnBookChanged(instrument);
    }

    // Every share that leaves a resting order leaves here.
    private void Take(int instrument, int slot, long quantity)
    {
        LimitBook book = _books[instrument];
        ref BookOrder order = ref book.Order(slot);
        if (order.Peg != PegKind.None && quantity >= order.Quantity)
        {
            _national?.CountPegs(instrument, -1);
        }

        book.Reduce(slot, quantity);
        if (IsDisplayed)
        {
            _national?.OnBookChanged(instrument);
        }
    }

    private long Fill(int instrument, in IncomingOrder incoming, int slot, long left, long quantity, long priceNanos)
    {
        ref BookOrder resting = ref _books[instrument].Order(slot);
        ulong tradeId = ++_lastTradeId;
        if (IsShown(in resting))
        {
            Publisher?.OrderExecuted(instrument, resting.Id, tradeId, priceNanos, quantity);
        }
        else
        {
            Publisher?.Trade(instrument, tradeId, priceNanos, quantity, incoming.Side);
        }

        var execution = new Execution(
            resting.Tag, resting.Total - quantity, incoming.Tag, incoming.Side, quantity, priceNanos, tradeId, left - quantity);
        if (quantity == resting.Quantity && resting.Reserve > 0)
        {
            ShowAnew(instrument, slot);
        }
        else
        {
            Take(instrument, slot, quantity);
        }

        _listener.OnExecution(this, instrument, in execution);
        return quantity;
    }

    private void ShowAnew(int instrument, int slot)
    {
        LimitBook book = _books[instrument];
        book.Refresh(slot, ++_lastOrderId);
        ref BookOrder order = ref book.Order(slot);
        Publisher?.OrderAdded(instrument, order.Id, order.Side, order.PriceNanos, order.Quantity);
        _national?.OnBookChanged(instrument);
    }

    private static bool IsSameOwner(in IncomingOrder incoming, in BookOrder resting) =>
        incoming.Owner != 0 && incoming.Owner == resting.Owner;

    private static bool Accepts(Side side, long limitNanos, long priceNanos) =>
        side == Side.Buy ? priceNanos <= limitNanos : priceNanos >= limitNanos;
}
