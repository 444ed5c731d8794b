using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Time;
using EdgeRouter.MarketData.Consolidated;

namespace EdgeRouter.Features.Market;

/// <summary>Sliding statistics of each instrument's market, kept up to date by quotes and trades. Event time only; integers inside, so that the
/// running figures equal those worked out from scratch. All memory is native and taken at construction.</summary>
public sealed class MarketStatistics
{
    private const long FineNs = 10 * TimeUnits.Millisecond;
    private const long MediumNs = 100 * TimeUnits.Millisecond;
    private const int FineCount = 100;
    private const int MediumCount = 100;
    private const int MinuteCount = 60;
    private const int FiveMinutesCount = 300;
    private const long ReturnUnit = 100_000_000; // returns are kept in 1e-8 of the price
    private const double ReturnsPerBps = 10_000.0;

    private readonly ConsolidatedBook _book;
    private readonly WindowRing _second;
    private readonly WindowRing _tenSeconds;
    private readonly WindowRing _minute;
    private readonly WindowRing _fiveMinutes;
    private readonly MidHistory _fineMids;
    private readonly MidHistory _mediumMids;
    private readonly VenuePrints _prints;
    private readonly NativeArray<Nbbo> _last;
    private readonly NativeArray<long> _lastMid;
    private readonly NativeArray<long> _nbboTime;

    /// <summary>Creates empty statistics.</summary>
    /// <param name="book">Gives the NBBO.</param>
    /// <param name="region">Memory: <see cref="RequiredBytes"/>.</param>
    public MarketStatistics(ConsolidatedBook book, NativeRegion region)
    {
        int count = book.State.InstrumentCountMax;
        _book = book;
        _second = new WindowRing(region, count, FineNs, FineCount);
        _tenSeconds = new WindowRing(region, count, MediumNs, MediumCount);
        _minute = new WindowRing(region, count, TimeUnits.Second, MinuteCount);
        _fiveMinutes = new WindowRing(region, count, TimeUnits.Second, FiveMinutesCount);
        _fineMids = new MidHistory(region, count, FineNs, FineCount + 1);
        _mediumMids = new MidHistory(region, count, MediumNs, MediumCount + 1);
        _prints = new VenuePrints(region, count, book.State.VenueCount);
        _last = region.Allocate<Nbbo>(count);
        _lastMid = region.Allocate<long>(count);
        _nbboTime = region.Allocate<long>(count);
    }

    /// <summary>Native memory that the statistics need, with room for alignment.</summary>
    /// <param name="instrumentCountMax">Instruments.</param>
    /// <param name="venueCount">Venues.</param>
    public static long RequiredBytes(int instrumentCountMax, int venueCount) =>
        WindowRing.RequiredBytes(instrumentCountMax, FineCount) + WindowRing.RequiredBytes(instrumentCountMax, MediumCount)
        + WindowRing.RequiredBytes(instrumentCountMax, MinuteCount) + WindowRing.RequiredBytes(instrumentCountMax, FiveMinutesCount)
        + MidHistory.RequiredBytes(instrumentCountMax, FineCount + 1) + MidHistory.RequiredBytes(instrumentCountMax, MediumCount + 1)
        + VenuePrints.RequiredBytes(instrumentCountMax, venueCount) + (instrumentCountMax * 64L) + 192;

    /// <summary>A venue book changed: call after the books are up to date.</summary>
    /// <param name="instrumentId">Instrument.</param>
    /// <param name="timeNs">Event time, never decreasing.</param>
    public void OnQuote(InstrumentId instrumentId, long timeNs)
    {
        int index = instrumentId.Value;
        var sums = new WindowSums { Quotes = 1 };
        bool isTwoSided = _book.TryGetNbbo(instrumentId, out Nbbo nbbo);
        if (nbbo != _last[index])
        {
            _last[index] = nbbo;
            _nbboTime[index] = timeNs;
            if (isTwoSided)
            {
                sums.ReturnSquares = TakeMid(index, nbbo.Midpoint.Nanos, timeNs);
            }
        }

        _second.Add(index, timeNs, sums);
        _tenSeconds.Add(index, timeNs, sums);
        _minute.Add(index, timeNs, sums);
        _fiveMinutes.Add(index, timeNs, sums);
    }

    /// <summary>A trade was printed.</summary>
    /// <param name="instrumentId">Instrument.</param>
    /// <param name="venueId">Venue.</param>
    /// <param name="price">Price.</param>
    /// <param name="quantity">Shares; not above zero is ignored.</param>
    /// <param name="aggressor">Taker; None: judged by the price against the last midpoint.</param>
    /// <param name="timeNs">Event time, never decreasing.</param>
    public void OnTrade(InstrumentId instrumentId, VenueId venueId, Price price, long quantity, Side aggressor, long timeNs)
    {
        if (quantity <= 0)
        {
            return;
        }

        int index = instrumentId.Value;
        var sums = new WindowSums { Trades = 1, Volume = quantity, SignedVolume = quantity * SignOf(aggressor, price.Nanos, _lastMid[index]) };
        _second.Add(index, timeNs, sums);
        _tenSeconds.Add(index, timeNs, sums);
        _minute.Add(index, timeNs, sums);
        _fiveMinutes.Add(index, timeNs, sums);
        _prints.Add(index, venueId.Value, quantity, timeNs);
    }

    /// <summary>The statistics at a time.</summary>
    /// <param name="instrumentId">Instrument.</param>
    /// <param name="nowNs">Event time.</param>
    public MarketSnapshot Read(InstrumentId instrumentId, long nowNs)
    {
        int index = instrumentId.Value;
        WindowSums second = _second.At(index, nowNs);
        WindowSums tenSeconds = _tenSeconds.At(index, nowNs);
        return new MarketSnapshot
        {
            Second = second,
            TenSeconds = tenSeconds,
            Minute = _minute.At(index, nowNs),
            Volatility1SBps = VolatilityBps(second),
            Volatility10SBps = VolatilityBps(tenSeconds),
            Volatility5MinBps = VolatilityBps(_fiveMinutes.At(index, nowNs)),
            Return100MsBps = ReturnBps(_lastMid[index], _fineMids.Ago(index, nowNs, 10)),
            Return1SBps = ReturnBps(_lastMid[index], _fineMids.Ago(index, nowNs, FineCount)),
            Return10SBps = ReturnBps(_lastMid[index], _mediumMids.Ago(index, nowNs, MediumCount)),
            NbboAgeNs = _nbboTime[index] == 0 ? -1 : nowNs - _nbboTime[index],
        };
    }

    /// <summary>Shares that a venue printed in the last minute, six buckets of 10 s.</summary>
    /// <param name="instrumentId">Instrument.</param>
    /// <param name="venueId">Venue.</param>
    /// <param name="nowNs">Event time.</param>
    public long VenueVolume(InstrumentId instrumentId, VenueId venueId, long nowNs) => _prints.Volume(instrumentId.Value, venueId.Value, nowNs);

    /// <summary>Time of the venue's last print; 0 = never.</summary>
    /// <param name="instrumentId">Instrument.</param>
    /// <param name="venueId">Venue.</param>
    public long LastPrintNs(InstrumentId instrumentId, VenueId venueId) => _prints.LastNs(instrumentId.Value, venueId.Value);

    private static double VolatilityBps(in WindowSums sums) => Math.Sqrt(sums.ReturnSquares) / ReturnsPerBps;

    private static double ReturnBps(long midNanos, long thenNanos) =>
        thenNanos <= 0 || midNanos <= 0 ? double.NaN : (double)(midNanos - thenNanos) / thenNanos * 10_000.0;

    private static int SignOf(Side aggressor, long priceNanos, long midNanos) => aggressor switch
    {
        Side.Buy => 1,
        Side.Sell => -1,
        _ => midNanos == 0 ? 0 : priceNanos.CompareTo(midNanos),
    };

    // The squared change; one change is bounded at ±100 % so that sums cannot overflow within a window of 900 such changes.
    private long TakeMid(int index, long midNanos, long timeNs)
    {
        long before = _lastMid[index];
        _lastMid[index] = midNanos;
        _fineMids.Set(index, timeNs, midNanos);
        _mediumMids.Set(index, timeNs, midNanos);
        if (before <= 0 || midNanos == before)
        {
            return 0;
        }

        double change = (double)(midNanos - before) * ReturnUnit / before;
        long units = (long)Math.Round(Math.Clamp(change, -(double)ReturnUnit, ReturnUnit));
        return units * units;
    }
}
