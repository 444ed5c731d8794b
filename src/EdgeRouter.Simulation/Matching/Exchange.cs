using EdgeRouter.Core.Domain;
using EdgeRouter.Simulation.Agents;
using EdgeRouter.Simulation.Feed;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Matching;

/// <summary>One venue's matching engine, all instruments. Displayed venues match in price-time priority at the resting order's price;
/// midpoint venues match in time priority at the midpoint of the national best bid and offer and show nothing but their trades.</summary>
internal sealed class Exchange
{
    private readonly LimitBook[] _books;
    private readonly IExecutionListener _listener;
    private NationalBest? _national;
    private ulong _lastOrderId;
    private ulong _lastTradeId;

    public Exchange(int index, VenueParameters parameters, int instrumentCount, IExecutionListener listener)
    {
        Index = index;
        Parameters = parameters;
        Condition = new VenueCondition(parameters);
        _listener = listener;
        _books = [.. Enumerable.Range(0, instrumentCount).Select(_ => new LimitBook())];
        IsDisplayed = parameters.Kind != VenueKind.Midpoint;
    }

    public int Index { get; }

    public VenueParameters Parameters { get; }

    /// <summary>What the schedule has made of the venue.</summary>
    public VenueCondition Condition { get; }

    public bool IsDisplayed { get; }

    /// <summary>Takes what becomes public; null = nobody listens.</summary>
    public IVenuePublisher? Publisher { get; set; }

    public LimitBook Book(int instrument) => _books[instrument];

    /// <summary>Tells a midpoint venue where to read the midpoint.</summary>
    public void Connect(NationalBest national) => _national = national;

    /// <summary>Matches an order and lets the rest of it rest where wanted.
    /// An order that meets one of its own owner stops there: its remainder is cancelled (self-trade prevention, cancel newest).</summary>
    public SubmitResult Submit(int instrument, in IncomingOrder incoming)
    {
        if (incoming.IsAllOrNothing && Available(instrument, in incoming) < incoming.Quantity)
        {
            return new SubmitResult(0, -1);
        }

        long left = IsDisplayed
            ? MatchDisplayed(instrument, in incoming, out bool isStopped)
            : MatchMidpoint(instrument, in incoming, out isStopped);
        if (left == 0 || !incoming.Rests || isStopped)
        {
            return new SubmitResult(incoming.Quantity - left, -1);
        }

        return new SubmitResult(incoming.Quantity - left, Rest(instrument, in incoming, left));
    }

    /// <summary>Takes shares off a resting order.</summary>
    public void Reduce(int instrument, int slot, long quantity)
    {
        ref BookOrder order = ref _books[instrument].Order(slot);
        if (IsDisplayed)
        {
            Publisher?.OrderReduced(instrument, order.Id, quantity);
        }

        _books[instrument].Reduce(slot, quantity);
    }

    /// <summary>Takes a resting order out.</summary>
    public void Remove(int instrument, int slot)
    {
        if (IsDisplayed)
        {
            Publisher?.OrderDeleted(instrument, _books[instrument].Order(slot).Id);
        }

        _books[instrument].Remove(slot);
    }

    private int Rest(int instrument, in IncomingOrder incoming, long quantity)
    {
        ulong id = ++_lastOrderId;
        int slot = _books[instrument].Add(new BookOrder
        {
            Id = id,
            Owner = incoming.Owner,
            PriceNanos = IsDisplayed ? incoming.LimitNanos : 0,
            LimitNanos = incoming.LimitNanos,
            Quantity = quantity,
            Tag = incoming.Tag,
            Side = incoming.Side,
        });
        if (IsDisplayed)
        {
            Publisher?.OrderAdded(instrument, id, incoming.Side, incoming.LimitNanos, quantity);
        }

        return slot;
    }

    private long MatchDisplayed(int instrument, in IncomingOrder incoming, out bool isStopped)
    {
        LimitBook book = _books[instrument];
        LevelLadder contra = book.Ladder(incoming.Side.Opposite());
        long left = incoming.Quantity;
        isStopped = false;
        while (left > 0 && contra.Count > 0 && Accepts(incoming.Side, incoming.LimitNanos, contra[0].PriceNanos))
        {
            int slot = contra[0].Head;
            if (IsSameOwner(in incoming, in book.Order(slot)))
            {
                isStopped = true;
                break;
            }

            left -= Fill(instrument, in incoming, slot, left, contra[0].PriceNanos);
        }

        return left;
    }

    private long MatchMidpoint(int instrument, in IncomingOrder incoming, out bool isStopped)
    {
        LimitBook book = _books[instrument];
        LevelLadder contra = book.Ladder(incoming.Side.Opposite());
        long left = incoming.Quantity;
        isStopped = false;
        if (contra.Count == 0 || !_national!.TryGetMidpoint(instrument, out long mid) || !Accepts(incoming.Side, incoming.LimitNanos, mid))
        {
            return left;
        }

        for (int slot = contra[0].Head; left > 0 && slot >= 0;)
        {
            int next = book.Order(slot).Next;
            if (IsSameOwner(in incoming, in book.Order(slot)))
            {
                isStopped = true;
                break;
            }

            if (Accepts(book.Order(slot).Side, book.Order(slot).LimitNanos, mid))
            {
                left -= Fill(instrument, in incoming, slot, left, mid);
            }

            slot = next;
        }

        return left;
    }

    private long Fill(int instrument, in IncomingOrder incoming, int slot, long quantityMax, long priceNanos)
    {
        ref BookOrder resting = ref _books[instrument].Order(slot);
        long quantity = Math.Min(quantityMax, resting.Quantity);
        ulong tradeId = ++_lastTradeId;
        if (IsDisplayed)
        {
            Publisher?.OrderExecuted(instrument, resting.Id, tradeId, priceNanos, quantity);
        }
        else
        {
            Publisher?.Trade(instrument, tradeId, priceNanos, quantity, incoming.Side);
        }

        var execution = new Execution(resting.Tag, resting.Quantity - quantity, incoming.Tag, incoming.Side, quantity, priceNanos, tradeId);
        _books[instrument].Reduce(slot, quantity);
        _listener.OnExecution(this, instrument, in execution);
        return quantity;
    }

    /// <summary>Shares that an order would get if it were here now, whatever of them is displayed.</summary>
    public long Available(int instrument, in IncomingOrder incoming)
    {
        LimitBook book = _books[instrument];
        LevelLadder contra = book.Ladder(incoming.Side.Opposite());
        long mid = 0;
        if (!IsDisplayed && (!_national!.TryGetMidpoint(instrument, out mid) || !Accepts(incoming.Side, incoming.LimitNanos, mid)))
        {
            return 0;
        }

        long available = 0;
        for (int level = 0; level < contra.Count && (!IsDisplayed || Accepts(incoming.Side, incoming.LimitNanos, contra[level].PriceNanos)); level++)
        {
            for (int slot = contra[level].Head; slot >= 0; slot = book.Order(slot).Next)
            {
                ref BookOrder order = ref book.Order(slot);
                if (IsSameOwner(in incoming, in order))
                {
                    return available;
                }

                available += IsDisplayed || Accepts(order.Side, order.LimitNanos, mid) ? order.Quantity : 0;
            }
        }

        return available;
    }

    private static bool IsSameOwner(in IncomingOrder incoming, in BookOrder resting) =>
        incoming.Owner != 0 && incoming.Owner == resting.Owner;

    private static bool Accepts(Side side, long limitNanos, long priceNanos) =>
        side == Side.Buy ? priceNanos <= limitNanos : priceNanos >= limitNanos;
}
