using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Lab.Faults;

/// <summary>What a lit venue displays, changed by chance around a fair price; every change goes out on the feed.</summary>
internal sealed class DisplayedBook
{
    private const int QuotesMax = 5;
    private const long FirstSecurity = 7;
    private readonly List<Quote>[] _quotes = [.. Enumerable.Range(0, FaultWorld.InstrumentCount).Select(_ => new List<Quote>())];
    private readonly TradingStatus[] _status = [.. Enumerable.Repeat(TradingStatus.Trading, FaultWorld.InstrumentCount)];
    private readonly FeedPublisher _feed;
    private readonly Happenings _happenings;
    private readonly bool _isDisplayed;
    private DeterministicRandom _random;
    private ulong _nextId;

    public DisplayedBook(int venue, bool isDisplayed, ulong seed, FeedPublisher feed, Happenings happenings)
    {
        _isDisplayed = isDisplayed;
        _feed = feed;
        _happenings = happenings;
        _random = new DeterministicRandom(seed, 200 + (ulong)venue);
        _feed.Refresh = Refresh;
    }

    private readonly record struct Quote(ulong Id, Side Side, Price Price, long Quantity);

    /// <summary>Announces everything and states it anew: at the start, after a loss, and to a router that was started again.</summary>
    public void Refresh()
    {
        for (int i = 0; i < FaultWorld.InstrumentCount; i++)
        {
            _feed.Begin();
            _feed.Messages.TryAddInstrument(
                new InstrumentAnnouncement { SecurityId = FirstSecurity + i, Symbol = System.Text.Encoding.ASCII.GetBytes(FaultWorld.Symbols[i]), RoundLot = 100 }, new Price(FaultWorld.Tick));
            _feed.Messages.TryAdd(new BookClear(FirstSecurity + i, _happenings.NowNs));
            _feed.Messages.TryAdd(new StatusUpdate(FirstSecurity + i, _status[i], _happenings.NowNs));
            foreach (Quote quote in _quotes[i])
            {
                _feed.Messages.TryAdd(new OrderAdded(FirstSecurity + i, quote.Id, quote.Side, quote.Price, quote.Quantity, _happenings.NowNs));
            }

            _feed.Publish();
        }
    }

    public void SetStatus(int instrument, TradingStatus status)
    {
        _status[instrument] = status;
        _feed.Begin();
        _feed.Messages.TryAdd(new StatusUpdate(FirstSecurity + instrument, status, _happenings.NowNs));
        _feed.Publish();
    }

    public bool IsTrading(int instrument) => _status[instrument] == TradingStatus.Trading;

    /// <summary>A maker comes, and one that stands in its way or too long goes.</summary>
    public void Move(int instrument, long fairTicks, long tickNanos)
    {
        if (!_isDisplayed)
        {
            return;
        }

        Side side = _random.NextBool(0.5) ? Side.Buy : Side.Sell;
        long ticks = fairTicks - (side.Sign() * (1 + _random.NextInt32(4)));
        long quantity = _random.NextBool(0.15) ? 1 + _random.NextInt32(99) : 100 * (1 + _random.NextInt32(6));
        long nanos = ticks * FaultWorld.Tick;
        nanos = side == Side.Buy ? nanos - (nanos % tickNanos) : nanos + ((tickNanos - (nanos % tickNanos)) % tickNanos);
        var quote = new Quote(++_nextId, side, new Price(nanos), quantity);
        _feed.Begin();
        List<Quote> quotes = _quotes[instrument];
        foreach (Quote other in quotes.Where(q => q.Side != side && (q.Price.Nanos - quote.Price.Nanos) * side.Sign() <= 0).ToArray())
        {
            Remove(instrument, other);
        }

        if (quotes.Count(q => q.Side == side) >= QuotesMax)
        {
            Remove(instrument, quotes.First(q => q.Side == side));
        }

        quotes.Add(quote);
        _feed.Messages.TryAdd(new OrderAdded(FirstSecurity + instrument, quote.Id, side, quote.Price, quantity, _happenings.NowNs));
        _feed.Publish();
    }

    /// <summary>A maker steps back before an order arrives.</summary>
    public void Fade(int instrument, Side side)
    {
        if (TryBest(instrument, side, out Quote best))
        {
            _feed.Begin();
            Remove(instrument, best);
            _feed.Publish();
        }
    }

    /// <summary>Takes from one level.</summary>
    /// <param name="instrument">Which.</param>
    /// <param name="side">Side of the book that is taken from.</param>
    /// <param name="limit">Worst price.</param>
    /// <param name="most">Most shares.</param>
    /// <param name="price">Price of the level.</param>
    /// <returns>Shares taken; 0 = nothing stands within the limit.</returns>
    public long Take(int instrument, Side side, Price limit, long most, out Price price)
    {
        price = default;
        if (!TryBest(instrument, side, out Quote best) || (best.Price.Nanos - limit.Nanos) * side.Sign() < 0 || most <= 0)
        {
            return 0;
        }

        price = best.Price;
        long taken = Math.Min(best.Quantity, most);
        int index = _quotes[instrument].IndexOf(best);
        _feed.Begin();
        _feed.Messages.TryAdd(new OrderExecuted(FirstSecurity + instrument, best.Id, ++_nextId, best.Price, taken, _happenings.NowNs));
        _feed.Publish();
        if (taken == best.Quantity)
        {
            _quotes[instrument].RemoveAt(index);
        }
        else
        {
            _quotes[instrument][index] = best with { Quantity = best.Quantity - taken };
        }

        return taken;
    }

    /// <summary>Shares within a limit.</summary>
    public long Within(int instrument, Side side, Price limit) =>
        _quotes[instrument].Where(q => q.Side == side && (q.Price.Nanos - limit.Nanos) * side.Sign() >= 0).Sum(q => q.Quantity);

    /// <summary>Best price of a side in nanos; 0 = none.</summary>
    public long BestNanos(int instrument, Side side) => TryBest(instrument, side, out Quote best) ? best.Price.Nanos : 0;

    private bool TryBest(int instrument, Side side, out Quote best)
    {
        best = default;
        foreach (Quote quote in _quotes[instrument])
        {
            bool isBetter = best.Id == 0 || (quote.Price.Nanos - best.Price.Nanos) * side.Sign() > 0;
            best = quote.Side == side && isBetter ? quote : best;
        }

        return best.Id != 0;
    }

    private void Remove(int instrument, Quote quote)
    {
        _quotes[instrument].Remove(quote);
        _feed.Messages.TryAdd(new OrderDeleted(FirstSecurity + instrument, quote.Id, _happenings.NowNs));
    }
}
