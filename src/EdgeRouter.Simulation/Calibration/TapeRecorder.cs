using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.History;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Calibration;

/// <summary>Writes a simulated session down as the tape would have it: the best quote over all displayed venues at the end of each millisecond, with the size of the venue that shows most there, and every execution.
/// All venues without displayed prices are one: off exchange.</summary>
internal sealed class TapeRecorder
{
    private readonly MarketParameters _market;
    private readonly Exchange[] _displayed;
    private readonly int[] _venues;
    private readonly long _fromNs;
    private readonly long _startMs;
    private readonly long _endNs;
    private readonly SessionWindow _window;
    private readonly QuoteRecorder[] _quotes;
    private readonly List<TapeTrade>[] _trades;
    private long _ms = -1;

    /// <summary>Prepares to record.</summary>
    public TapeRecorder(MarketParameters market, Exchange[] exchanges, long openNs, SessionWindow window)
    {
        _market = market;
        _window = window;
        _displayed = [.. exchanges.Where(e => e.IsDisplayed)];
        _venues = new int[exchanges.Length];
        for (int i = 0; i < _displayed.Length; i++)
        {
            _venues[_displayed[i].Index] = i + 1;
        }

        _fromNs = openNs + (window.FromMs * TimeUnits.Millisecond);
        _startMs = _fromNs / TimeUnits.Millisecond;
        _endNs = _fromNs + (window.LengthMs * TimeUnits.Millisecond);
        _quotes = [.. market.Instruments.Select(_ => new QuoteRecorder(_startMs))];
        _trades = [.. market.Instruments.Select(_ => new List<TapeTrade>(65_536))];
    }

    /// <summary>An event is about to change the market: what stands now stood at the end of every millisecond since the event before.</summary>
    public void BeforeEvent(long timeNs)
    {
        long ms = timeNs / TimeUnits.Millisecond;
        if (ms == _ms)
        {
            return;
        }

        if (_ms >= 0 && timeNs > _fromNs && _ms * TimeUnits.Millisecond < _endNs)
        {
            for (int i = 0; i < _quotes.Length; i++)
            {
                Look(i);
            }
        }

        _ms = ms;
    }

    /// <summary>A fill.</summary>
    public void OnExecution(Exchange exchange, int instrument, in Execution execution, long timeNs)
    {
        if (timeNs >= _fromNs && timeNs < _endNs)
        {
            int ms = (int)((timeNs / TimeUnits.Millisecond) - _startMs);
            _trades[instrument].Add(new TapeTrade(ms, execution.PriceNanos, execution.Quantity, _venues[exchange.Index], TapeUse.All));
        }
    }

    /// <summary>What was recorded.</summary>
    public MarketTape[] ToTapes() =>
    [
        .. _market.Instruments.Select((instrument, i) => new MarketTape
        {
            Symbol = instrument.Symbol,
            TickNanos = instrument.TickNanos,
            RoundLot = instrument.RoundLot,
            LengthMs = _window.LengthMs,
            Quotes = _quotes[i].ToArray(),
            Trades = [.. _trades[i]],
            Venues = [TaqVenueTable.OffExchangeName, .. _displayed.Select(e => e.Parameters.Name)],
        }),
    ];

    private void Look(int instrument)
    {
        long bid = long.MinValue;
        long ask = long.MaxValue;
        long bidShares = 0;
        long askShares = 0;
        foreach (Exchange exchange in _displayed)
        {
            LevelLadder bids = exchange.Book(instrument).Ladder(Side.Buy);
            LevelLadder asks = exchange.Book(instrument).Ladder(Side.Sell);
            if (bids.Count > 0 && bids.BestNanos >= bid)
            {
                bidShares = bids.BestNanos > bid ? bids[0].Quantity : Math.Max(bidShares, bids[0].Quantity);
                bid = bids.BestNanos;
            }

            if (asks.Count > 0 && asks.BestNanos <= ask)
            {
                askShares = asks.BestNanos < ask ? asks[0].Quantity : Math.Max(askShares, asks[0].Quantity);
                ask = asks.BestNanos;
            }
        }

        _quotes[instrument].Add(_ms, bid, ask, bidShares, askShares);
    }
}
