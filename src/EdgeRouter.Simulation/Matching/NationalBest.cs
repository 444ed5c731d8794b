using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Matching;

/// <summary>The best protected bid and offer of each instrument over all displayed venues, as the books stand this instant.
/// Looked up again only after a protected book of the instrument changed. Venues that are halted or out do not count.</summary>
internal sealed class NationalBest
{
    private readonly Exchange[] _protected;
    private readonly int[] _roundLots;
    private readonly Best[] _bests;
    private readonly int[] _pegCounts;
    private readonly bool[] _isMoved;
    private readonly int[] _moved;

    /// <summary>Looks at venues.</summary>
    /// <param name="exchanges">All venues, with the same instruments.</param>
    /// <param name="roundLots">Round lot of each instrument, shares; null = 1.</param>
    public NationalBest(Exchange[] exchanges, int[]? roundLots = null)
    {
        _protected = [.. exchanges.Where(e => e.IsDisplayed && e.Parameters.IsProtected)];
        int count = exchanges.Length == 0 ? 0 : exchanges[0].InstrumentCount;
        _roundLots = roundLots ?? [.. Enumerable.Repeat(1, count)];
        _bests = new Best[count];
        _pegCounts = new int[count];
        _isMoved = new bool[count];
        _moved = new int[count];
    }

    /// <summary>Instruments whose books changed while some book of theirs held orders that follow a price.</summary>
    public int MovedCount { get; private set; }

    /// <summary>Best bid; <see cref="long.MinValue"/> where there is none.</summary>
    public long BidNanos(int instrument) => Look(instrument).BidNanos;

    /// <summary>Best offer; <see cref="long.MaxValue"/> where there is none.</summary>
    public long AskNanos(int instrument) => Look(instrument).AskNanos;

    /// <summary>The midpoint; none while a side is missing or the market is locked or crossed, and then midpoint venues do not trade.</summary>
    public bool TryGetMidpoint(int instrument, out long midNanos)
    {
        ref readonly Best best = ref Look(instrument);
        bool isSound = best.BidNanos != long.MinValue && best.AskNanos != long.MaxValue && best.BidNanos < best.AskNanos;
        midNanos = isSound ? best.BidNanos + ((best.AskNanos - best.BidNanos) / 2) : 0;
        return isSound;
    }

    /// <summary>Best bid and offer of orders that follow no price themselves: what the others follow.</summary>
    /// <returns>False while a side is missing or the market is locked or crossed: then nobody is moved.</returns>
    public bool TryGetPegReference(int instrument, out long bidNanos, out long askNanos)
    {
        bidNanos = long.MinValue;
        askNanos = long.MaxValue;
        foreach (Exchange exchange in _protected)
        {
            if (exchange.IsTrading(instrument))
            {
                bidNanos = Math.Max(bidNanos, exchange.Book(instrument).Ladder(Side.Buy).BestUnpeggedNanos);
                askNanos = Math.Min(askNanos, exchange.Book(instrument).Ladder(Side.Sell).BestUnpeggedNanos);
            }
        }

        return bidNanos != long.MinValue && askNanos != long.MaxValue && bidNanos < askNanos;
    }

    /// <summary>A displayed book changed.</summary>
    public void OnBookChanged(int instrument)
    {
        _bests[instrument].IsKnown = false;
        if (_pegCounts[instrument] > 0 && !_isMoved[instrument])
        {
            _isMoved[instrument] = true;
            _moved[MovedCount++] = instrument;
        }
    }

    /// <summary>A book got an order that follows a price (1), or lost one (−1).</summary>
    public void CountPegs(int instrument, int change) => _pegCounts[instrument] += change;

    /// <summary>The next instrument of <see cref="MovedCount"/>.</summary>
    public int TakeMoved()
    {
        int instrument = _moved[--MovedCount];
        _isMoved[instrument] = false;
        return instrument;
    }

    private ref readonly Best Look(int instrument)
    {
        ref Best best = ref _bests[instrument];
        if (!best.IsKnown)
        {
            best = Scan(instrument);
        }

        return ref best;
    }

    private Best Scan(int instrument)
    {
        var best = new Best { BidNanos = long.MinValue, AskNanos = long.MaxValue, IsKnown = true };
        foreach (Exchange exchange in _protected)
        {
            if (!exchange.IsTrading(instrument))
            {
                continue;
            }

            LevelLadder bids = exchange.Book(instrument).Ladder(Side.Buy);
            LevelLadder asks = exchange.Book(instrument).Ladder(Side.Sell);
            bool isAnySize = exchange.Parameters.IsOddLotProtected;
            best.BidNanos = Math.Max(best.BidNanos, isAnySize ? bids.BestNanos : bids.PriceOfNanos(_roundLots[instrument]));
            best.AskNanos = Math.Min(best.AskNanos, isAnySize ? asks.BestNanos : asks.PriceOfNanos(_roundLots[instrument]));
        }

        return best;
    }

    private struct Best
    {
        public long BidNanos;
        public long AskNanos;
        public bool IsKnown;
    }
}
