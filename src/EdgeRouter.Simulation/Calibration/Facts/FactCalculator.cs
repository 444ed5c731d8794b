using EdgeRouter.Simulation.History;

namespace EdgeRouter.Simulation.Calibration.Facts;

/// <summary>Computes every fact of a tape: a pure function, the same for real and simulated tapes.</summary>
internal sealed class FactCalculator
{
    private const int GridMs = 100;
    private const int ProfileBins = 13;
    private static readonly double[] SpreadTicks = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20];
    private static readonly double[] Sizes = [1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1_000, 2_000, 5_000];
    private static readonly double[] Gaps = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50];
    private static readonly double[] CountLags = [1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300];
    private static readonly double[] ScalesSeconds = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300];
    private static readonly double[] ClusterLags = [1, 2, 3, 4, 6, 9, 12, 18, 24, 30, 45, 60];
    private static readonly double[] SignLags = [1, 2, 3, 4, 5, 7, 10, 14, 20, 30, 45, 70, 100, 150, 220, 330, 500, 700, 1_000];
    private static readonly double[] ResponseSeconds = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60];

    private readonly MarketTape _tape;
    private readonly TakerEvent[] _events;
    private readonly double[] _mids;
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FactCurve> _curves = new(StringComparer.Ordinal);

    private FactCalculator(MarketTape tape)
    {
        _tape = tape;
        _events = TakerEvents.Of(tape);
        _mids = MidSeries.Sample(tape.Quotes, tape.LengthMs, GridMs);
    }

    /// <summary>Computes the facts; needs at least one quote.</summary>
    public static TapeFacts Compute(MarketTape tape)
    {
        var calculator = new FactCalculator(tape);
        calculator.AddQuotes();
        calculator.AddSizes();
        calculator.AddArrivals();
        calculator.AddReturns();
        calculator.AddSigns();
        calculator.AddResponse();
        return new TapeFacts { Values = calculator._values, Curves = calculator._curves, VenueShares = calculator.AddVenues() };
    }

    private void AddQuotes()
    {
        var spread = new TimeWeightedLaw();
        var depth = new TimeWeightedLaw();
        BestQuote[] quotes = _tape.Quotes;
        int changes = 0;
        for (int i = 0; i < quotes.Length; i++)
        {
            int until = i + 1 < quotes.Length ? quotes[i + 1].TimeMs : _tape.LengthMs;
            int span = until - quotes[i].TimeMs;
            spread.Add(Math.Round((double)(quotes[i].AskNanos - quotes[i].BidNanos) / _tape.TickNanos), span);
            depth.Add((double)quotes[i].BidShares / _tape.RoundLot, span);
            depth.Add((double)quotes[i].AskShares / _tape.RoundLot, span);
            changes += i > 0 && quotes[i].MidNanos != quotes[i - 1].MidNanos ? 1 : 0;
        }

        _values[FactKey.SpreadMean] = spread.Mean;
        _values[FactKey.SpreadOneTick] = spread.ShareAtMost(1.0);
        _values[FactKey.SpreadP90] = spread.Quantile(0.9);
        _values[FactKey.DepthMedian] = depth.Quantile(0.5);
        _values[FactKey.DepthTail] = Ratio(depth.Quantile(0.9), depth.Quantile(0.5));
        _values[FactKey.MidRate] = changes / Minutes;
        _curves[FactKey.SpreadLaw] = new FactCurve(SpreadTicks, [.. SpreadTicks.Select(x => 1.0 - spread.ShareAtMost(x - 0.5))]);
        _curves[FactKey.DepthLaw] = new FactCurve(Sizes, [.. Sizes.Select(x => 1.0 - depth.ShareAtMost(x - 0.001))]);
    }

    private void AddSizes()
    {
        double[] lots = [.. _events.Select(e => (double)e.Shares / _tape.RoundLot).Order()];
        int round = 0;
        int prints = 0;
        foreach (TapeTrade trade in _tape.Trades)
        {
            bool counts = trade.Venue != MarketTape.OffExchange && (trade.Use & TapeUse.Sign) != 0;
            prints += counts ? 1 : 0;
            round += counts && trade.Shares % _tape.RoundLot == 0 ? 1 : 0;
        }

        _values[FactKey.SizeMedian] = SeriesStatistics.Quantile(lots, 0.5);
        _values[FactKey.SizeP90] = SeriesStatistics.Quantile(lots, 0.9);
        _values[FactKey.SizeP99] = SeriesStatistics.Quantile(lots, 0.99);
        _values[FactKey.SizeRound] = Ratio(round, prints);
        _curves[FactKey.SizeLaw] = new FactCurve(Sizes, [.. Sizes.Select(x => ShareAbove(lots, x - 0.001))]);
    }

    private void AddArrivals()
    {
        double[] gaps = [.. Enumerable.Range(1, Math.Max(0, _events.Length - 1)).Select(i => (_events[i].TimeMs - _events[i - 1].TimeMs) / 1e3).Order()];
        double[] counts = new double[Math.Max(1, _tape.LengthMs / 1_000)];
        double[] profile = new double[ProfileBins];
        foreach (TakerEvent taker in _events)
        {
            counts[Math.Min(counts.Length - 1, taker.TimeMs / 1_000)]++;
            profile[Bin(taker.TimeMs)] += (double)ProfileBins / _events.Length;
        }

        _values[FactKey.Rate] = _events.Length / Minutes;
        _values[FactKey.GapShort] = 1.0 - ShareAbove(gaps, 0.1);
        _values[FactKey.CountNear] = SeriesStatistics.Autocorrelation(counts, 1);
        _values[FactKey.CountFar] = SeriesStatistics.Autocorrelation(counts, 60);
        _curves[FactKey.GapLaw] = new FactCurve(Gaps, [.. Gaps.Select(x => ShareAbove(gaps, x))]);
        _curves[FactKey.CountAutocorrelation] = new FactCurve(CountLags, [.. CountLags.Select(lag => SeriesStatistics.Autocorrelation(counts, (int)lag))]);
        _curves[FactKey.RateProfile] = new FactCurve([.. Enumerable.Range(0, ProfileBins).Select(i => (double)i)], profile);
    }

    private void AddReturns()
    {
        double[] signature = [.. ScalesSeconds.Select(s => Math.Sqrt(SeriesStatistics.MeanSquare(MidSeries.Returns(_mids, Steps(s))) / s))];
        double[] absolute = [.. MidSeries.Returns(_mids, Steps(10)).Select(Math.Abs)];
        double[] clustering = [.. ClusterLags.Select(lag => SeriesStatistics.Autocorrelation(absolute, (int)lag))];
        _curves[FactKey.Signature] = new FactCurve(ScalesSeconds, signature);
        _curves[FactKey.Clustering] = new FactCurve([.. ClusterLags.Select(lag => 10.0 * lag)], clustering);
        _values[FactKey.Volatility1] = signature[Array.IndexOf(ScalesSeconds, 1)];
        _values[FactKey.Volatility10] = signature[Array.IndexOf(ScalesSeconds, 10)];
        _values[FactKey.Volatility300] = signature[Array.IndexOf(ScalesSeconds, 300)];
        _values[FactKey.Kurtosis1] = SeriesStatistics.Kurtosis(MidSeries.Returns(_mids, Steps(1)));
        _values[FactKey.Kurtosis10] = SeriesStatistics.Kurtosis(MidSeries.Returns(_mids, Steps(10)));
        _values[FactKey.Kurtosis60] = SeriesStatistics.Kurtosis(MidSeries.Returns(_mids, Steps(60)));
        _values[FactKey.ClusterNear] = clustering[Array.IndexOf(ClusterLags, 1)];
        _values[FactKey.ClusterMid] = clustering[Array.IndexOf(ClusterLags, 6)];
        _values[FactKey.ClusterFar] = clustering[Array.IndexOf(ClusterLags, 30)];
        AddVolatilityProfile();
    }

    private void AddVolatilityProfile()
    {
        double[] returns = MidSeries.Returns(_mids, Steps(10));
        double[] squares = new double[ProfileBins];
        int[] counts = new int[ProfileBins];
        for (int i = 0; i < returns.Length; i++)
        {
            squares[Bin(i * 10_000)] += returns[i] * returns[i];
            counts[Bin(i * 10_000)]++;
        }

        double mean = Math.Sqrt(SeriesStatistics.MeanSquare(returns));
        _curves[FactKey.VolatilityProfile] = new FactCurve(
            [.. Enumerable.Range(0, ProfileBins).Select(i => (double)i)],
            [.. squares.Select((s, i) => Ratio(Math.Sqrt(s / Math.Max(1, counts[i])), mean))]);
    }

    private void AddSigns()
    {
        double[] signs = [.. _events.Select(e => (double)e.Sign)];
        double[] curve = [.. SignLags.Select(lag => SignAt(signs, (int)lag))];
        _curves[FactKey.SignAutocorrelation] = new FactCurve(SignLags, curve);
        _values[FactKey.Sign1] = curve[Array.IndexOf(SignLags, 1)];
        _values[FactKey.Sign10] = curve[Array.IndexOf(SignLags, 10)];
        _values[FactKey.Sign100] = curve[Array.IndexOf(SignLags, 100)];
        _values[FactKey.SignExponent] = -SeriesStatistics.PowerExponent(SignLags, curve);
    }

    // Beyond ten the mean over the lags up to a quarter more: a single lag is mostly noise.
    private static double SignAt(double[] signs, int lag)
    {
        int count = Math.Clamp(lag / 4, 1, 12);
        double sum = 0.0;
        for (int i = 0; i < count; i++)
        {
            sum += SeriesStatistics.Autocorrelation(signs, lag + (i * lag / 4 / count));
        }

        return sum / count;
    }

    private void AddResponse()
    {
        double[] response = [.. ResponseSeconds.Select(s => ResponseAt((int)(s * 1_000)))];
        _curves[FactKey.Response] = new FactCurve(ResponseSeconds, response);
        _values[FactKey.ResponseNear] = response[Array.IndexOf(ResponseSeconds, 0.1)];
        _values[FactKey.ResponseMid] = response[Array.IndexOf(ResponseSeconds, 1)];
        _values[FactKey.ResponseFar] = response[Array.IndexOf(ResponseSeconds, 10)];
    }

    private double ResponseAt(int lagMs)
    {
        BestQuote[] quotes = _tape.Quotes;
        int before = 0;
        int after = 0;
        double sum = 0.0;
        int count = 0;
        foreach (TakerEvent taker in _events)
        {
            if (taker.TimeMs + lagMs >= _tape.LengthMs)
            {
                break;
            }

            while (before + 1 < quotes.Length && quotes[before + 1].TimeMs < taker.TimeMs)
            {
                before++;
            }

            while (after + 1 < quotes.Length && quotes[after + 1].TimeMs <= taker.TimeMs + lagMs)
            {
                after++;
            }

            sum += 1e4 * taker.Sign * ((quotes[after].MidNanos / quotes[before].MidNanos) - 1.0);
            count++;
        }

        return Ratio(sum, count);
    }

    private Dictionary<string, double> AddVenues()
    {
        long[] shares = new long[_tape.Venues.Count];
        foreach (TapeTrade trade in _tape.Trades)
        {
            shares[trade.Venue] += (trade.Use & TapeUse.Volume) != 0 ? trade.Shares : 0;
        }

        double all = shares.Sum();
        double exchanges = all - shares[MarketTape.OffExchange];
        _values[FactKey.OffExchange] = Ratio(shares[MarketTape.OffExchange], all);
        return Enumerable.Range(1, shares.Length - 1).ToDictionary(i => _tape.Venues[i], i => Ratio(shares[i], exchanges), StringComparer.Ordinal);
    }

    private double Minutes => _tape.LengthMs / 60e3;

    private int Bin(int timeMs) => Math.Min(ProfileBins - 1, (int)((long)timeMs * ProfileBins / _tape.LengthMs));

    private static int Steps(double seconds) => (int)((seconds * 1_000 / GridMs) + 0.5);

    private static double Ratio(double a, double b) => b == 0.0 ? 0.0 : a / b;

    private static double ShareAbove(double[] sorted, double x)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = sorted[middle] <= x ? (middle + 1, high) : (low, middle);
        }

        return sorted.Length == 0 ? 0.0 : 1.0 - ((double)low / sorted.Length);
    }
}
