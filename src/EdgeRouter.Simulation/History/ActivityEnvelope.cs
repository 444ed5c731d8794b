using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.History;

/// <summary>How lively one instrument is, second by second: clustering volatility, the shape of the day, surges. A function of seed and day alone.</summary>
internal sealed class ActivityEnvelope
{
    private readonly long _startNs;
    private readonly double[]? _volatility;
    private readonly double[]? _rate;
    private readonly float[]? _spreadTicks;

    private ActivityEnvelope(long startNs, double[]? volatility, double[]? rate, float[]? spreadTicks)
    {
        _startNs = startNs;
        _volatility = volatility;
        _rate = rate;
        _spreadTicks = spreadTicks;
    }

    /// <summary>Builds one instrument's day.</summary>
    public static ActivityEnvelope Build(MarketParameters market, int instrumentIndex, ulong seed, long startNs, IReadOnlyList<SurgeItem> surges)
    {
        int seconds = market.DurationSeconds + 1;
        PriceParameters price = market.Price;
        double[]? volatility = null;
        double[]? rate = null;
        float[]? spread = null;
        if (price.Volatility is { Count: > 0 } || price.VolatilityProfile is { Count: > 0 } || surges.Count > 0)
        {
            volatility = Profile(price.VolatilityProfile, seconds);
            Cluster(volatility, price.Volatility ?? [], new DeterministicRandom(seed, (DrawStream.Volatility << 32) | (uint)instrumentIndex));
        }

        if (market.Flow.RateProfile is { Count: > 0 } || surges.Count > 0)
        {
            rate = Profile(market.Flow.RateProfile, seconds);
        }

        if (surges.Any(s => s.Surge.SpreadTicks > 0.0))
        {
            spread = new float[seconds];
        }

        foreach (SurgeItem surge in surges)
        {
            Surge(surge, startNs, volatility!, rate!, spread);
        }

        return new ActivityEnvelope(startNs, volatility, rate, spread);
    }

    /// <summary>Factor on the price's volatility.</summary>
    public double VolatilityAt(long timeNs) => _volatility is null ? 1.0 : _volatility[SecondOf(timeNs, _volatility.Length)];

    /// <summary>Factor on arrivals.</summary>
    public double RateAt(long timeNs) => _rate is null ? 1.0 : _rate[SecondOf(timeNs, _rate.Length)];

    /// <summary>Half-spread on top of the makers' own, ticks.</summary>
    public double SpreadTicksAt(long timeNs) => _spreadTicks is null ? 0.0 : _spreadTicks[SecondOf(timeNs, _spreadTicks.Length)];

    private int SecondOf(long timeNs, int length) => (int)Math.Clamp((timeNs - _startNs) / TimeUnits.Second, 0, length - 1);

    private static double[] Profile(IReadOnlyList<double>? profile, int seconds)
    {
        var factors = new double[seconds];
        Array.Fill(factors, profile is { Count: 1 } ? profile[0] : 1.0);
        if (profile is not { Count: > 1 })
        {
            return factors;
        }

        for (int second = 0; second < seconds; second++)
        {
            double at = second * (profile.Count - 1.0) / Math.Max(1, seconds - 1);
            int left = Math.Min((int)at, profile.Count - 2);
            factors[second] = profile[left] + ((at - left) * (profile[left + 1] - profile[left]));
        }

        return factors;
    }

    // Each part is an autoregression of its own time scale that starts in its stationary law; together the variance keeps a mean of one.
    private static void Cluster(double[] volatility, IReadOnlyList<VolatilityComponent> components, DeterministicRandom random)
    {
        var log = new double[volatility.Length];
        double variance = 0.0;
        foreach (VolatilityComponent component in components)
        {
            double keep = DeterministicMath.Exp(-1.0 / component.DecaySeconds);
            double kick = Math.Sqrt(1.0 - (keep * keep));
            double part = random.NextGaussian();
            for (int second = 0; second < log.Length; second++)
            {
                log[second] += component.LogSigma * part;
                part = (keep * part) + (kick * random.NextGaussian());
            }

            variance += component.LogSigma * component.LogSigma;
        }

        for (int second = 0; components.Count > 0 && second < log.Length; second++)
        {
            volatility[second] *= DeterministicMath.Exp(log[second] - variance);
        }
    }

    private static void Surge(SurgeItem item, long startNs, double[] volatility, double[] rate, float[]? spread)
    {
        int first = (int)Math.Max(0, (item.TimeNs - startNs) / TimeUnits.Second);
        double left = 1.0;
        double keep = DeterministicMath.Exp(-1.0 / item.Surge.DecaySeconds);
        for (int second = first; second < volatility.Length && left > 1e-3; second++)
        {
            volatility[second] *= 1.0 + ((item.Surge.VolatilityFactor - 1.0) * left);
            rate[second] *= 1.0 + ((item.Surge.RateFactor - 1.0) * left);
            if (spread is not null)
            {
                spread[second] += (float)(item.Surge.SpreadTicks * left);
            }

            left *= keep;
        }
    }
}
