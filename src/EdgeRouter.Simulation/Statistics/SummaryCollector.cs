using EdgeRouter.Core.Domain;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Statistics;

/// <summary>Counts trades and looks at the books once a second. Allocates in the constructor and in <see cref="Summarise"/> only.</summary>
internal sealed class SummaryCollector
{
    private readonly MarketParameters _market;
    private readonly Exchange[] _exchanges;
    private readonly NationalBest _national;
    private readonly VenueTotals[] _venues;
    private readonly InstrumentTotals[] _instruments;
    private long _sampleCount;

    public SummaryCollector(MarketParameters market, Exchange[] exchanges, NationalBest national)
    {
        _market = market;
        _exchanges = exchanges;
        _national = national;
        _venues = new VenueTotals[exchanges.Length];
        _instruments = new InstrumentTotals[market.Instruments.Count];
    }

    public void CountTrade(int venue, int instrument, long shares)
    {
        _venues[venue].TradeCount++;
        _venues[venue].TradeShares += shares;
        _instruments[instrument].TradeCount++;
        _instruments[instrument].TradeShares += shares;
    }

    public void Sample()
    {
        _sampleCount++;
        for (int i = 0; i < _instruments.Length; i++)
        {
            long bid = _national.BidNanos(i);
            long ask = _national.AskNanos(i);
            if (bid != long.MinValue && ask != long.MaxValue)
            {
                SampleInstrument(ref _instruments[i], bid, ask, _market.Instruments[i].TickNanos);
            }

            SampleVenues(i, bid, ask);
        }
    }

    public MarketSummary Summarise(long packetCount, long messageCount)
    {
        double samples = Math.Max(1, _sampleCount);
        double venueSamples = samples * _instruments.Length;
        double allShares = Math.Max(1, _venues.Sum(v => v.TradeShares));
        return new MarketSummary(
            [.. _venues.Select((v, index) => new VenueSummary(
                _market.Venues[index].Name, v.BidAtBest / venueSamples, v.AskAtBest / venueSamples, v.AloneAtBest / venueSamples,
                v.TouchShares / Math.Max(1.0, v.TouchCount), v.TradeCount, v.TradeShares, v.TradeShares / allShares))],
            [.. _instruments.Select((t, index) => new InstrumentSummary(
                _market.Instruments[index].Symbol, t.SpreadTicks / Math.Max(1.0, t.Count), t.SpreadBps / Math.Max(1.0, t.Count), t.Crossed / Math.Max(1.0, t.Count),
                Math.Sqrt(t.SquaredBps / Math.Max(1.0, t.Count)), t.TradeCount, t.TradeShares))],
            _sampleCount,
            packetCount,
            messageCount);
    }

    private static void SampleInstrument(ref InstrumentTotals totals, long bid, long ask, long tickNanos)
    {
        double mid = bid + ((ask - bid) / 2.0);
        totals.Count++;
        totals.SpreadTicks += (double)(ask - bid) / tickNanos;
        totals.SpreadBps += 1e4 * (ask - bid) / mid;
        totals.Crossed += ask <= bid ? 1 : 0;
        if (totals.LastMid > 0.0)
        {
            double change = 1e4 * (mid - totals.LastMid) / totals.LastMid;
            totals.SquaredBps += change * change;
        }

        totals.LastMid = mid;
    }

    private void SampleVenues(int instrument, long bid, long ask)
    {
        int bidCount = 0;
        int askCount = 0;
        foreach (Exchange exchange in _exchanges)
        {
            bidCount += exchange.IsDisplayed && exchange.Book(instrument).Ladder(Side.Buy).BestNanos == bid ? 1 : 0;
            askCount += exchange.IsDisplayed && exchange.Book(instrument).Ladder(Side.Sell).BestNanos == ask ? 1 : 0;
        }

        foreach (Exchange exchange in _exchanges)
        {
            ref VenueTotals totals = ref _venues[exchange.Index];
            LevelLadder bids = exchange.Book(instrument).Ladder(Side.Buy);
            LevelLadder asks = exchange.Book(instrument).Ladder(Side.Sell);
            bool isBid = exchange.IsDisplayed && bids.Count > 0 && bids.BestNanos == bid;
            bool isAsk = exchange.IsDisplayed && asks.Count > 0 && asks.BestNanos == ask;
            totals.BidAtBest += isBid ? 1 : 0;
            totals.AskAtBest += isAsk ? 1 : 0;
            totals.AloneAtBest += (isBid && bidCount == 1) || (isAsk && askCount == 1) ? 1 : 0;
            totals.TouchCount += 2;
            totals.TouchShares += (bids.Count > 0 ? bids[0].Quantity : 0) + (asks.Count > 0 ? asks[0].Quantity : 0);
        }
    }

    private struct VenueTotals
    {
        public long BidAtBest;
        public long AskAtBest;
        public long AloneAtBest;
        public long TouchCount;
        public long TouchShares;
        public long TradeCount;
        public long TradeShares;
    }

    private struct InstrumentTotals
    {
        public long Count;
        public double SpreadTicks;
        public double SpreadBps;
        public double Crossed;
        public double SquaredBps;
        public double LastMid;
        public long TradeCount;
        public long TradeShares;
    }
}
