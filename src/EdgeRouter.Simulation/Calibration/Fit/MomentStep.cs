using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Numerics;
using EdgeRouter.Simulation.Calibration.Facts;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Calibration.Fit;

/// <summary>One step of the method of simulated moments: each parameter goes some way towards where its own fact would agree, by the ratio (or the difference) of the fact in the data and in the simulation.
/// A fixed rule with a fixed gain, so the same data gives the same market.</summary>
/// <param name="gain">How far, 0 to 1.</param>
internal sealed class MomentStep(double gain)
{
    private const double RatioMax = 2.5;

    /// <summary>The market after one step.</summary>
    public MarketParameters Apply(MarketParameters market, IReadOnlyList<SymbolTarget> targets, IReadOnlyList<TapeFacts> simulated)
    {
        TapeFacts[] real = [.. targets.Select(t => t.Facts)];
        return market with
        {
            Instruments = [.. market.Instruments.Select((instrument, i) => Move(instrument, real[i], simulated[i]))],
            Venues = [.. market.Venues.Select(venue => Move(venue, real, simulated))],
            Price = Move(market.Price, real, simulated),
            Flow = Move(market.Flow, real, simulated),
        };
    }

    private InstrumentParameters Move(InstrumentParameters p, TapeFacts real, TapeFacts simulated)
    {
        double At(string key) => Ratio(real.Values[key], simulated.Values[key]);
        double Off(string key) => gain * (real.Values[key] - simulated.Values[key]);
        double volatility = At(FactKey.Volatility10);
        return p with
        {
            HalfSpreadTicks = Round(Math.Clamp(p.HalfSpreadTicks + (0.5 * Off(FactKey.SpreadMean)), 0.0, 100.0)),
            RequoteTicks = Round(Math.Clamp(p.RequoteTicks * Math.Sqrt(volatility * volatility / At(FactKey.MidRate)), 0.1, 10.0)),
            SizeScale = Round(Math.Clamp(p.SizeScale * At(FactKey.DepthMedian), 0.01, 1_000.0)),
            VolatilityScale = Round(Math.Clamp(p.VolatilityScale * volatility, 0.01, 100.0)),
            ImpactScale = Round(Math.Clamp(p.ImpactScale * At(FactKey.ResponseMid), 0.01, 50.0)),
            TakerClusterSecondsMean = Round(Math.Clamp(p.TakerClusterSecondsMean / At(FactKey.Rate), 0.02, 3_600.0)),
            OffExchangeShare = Round(Math.Clamp((p.OffExchangeShare ?? 0.5) + (2.0 * Off(FactKey.OffExchange)), 0.0, 0.98)),
            Hawkes = p.Hawkes! with { SignInheritance = Round(Math.Clamp(p.Hawkes!.SignInheritance + Off(FactKey.Sign1), 0.0, 0.98)) },
            Sizes = Move(p.Sizes!, real, simulated),
            Metaorders = p.Metaorders! with { SecondsMean = Round(Math.Clamp(p.Metaorders!.SecondsMean / Ratio(0.05 + Floor(real, FactKey.Sign10), 0.05 + Floor(simulated, FactKey.Sign10)), 5.0, 36_000.0)) },
        };
    }

    private SizeLawParameters Move(SizeLawParameters p, TapeFacts real, TapeFacts simulated) => p with
    {
        Sigma = Round(Math.Clamp(p.Sigma * Ratio(real.Values[FactKey.SizeP90], simulated.Values[FactKey.SizeP90]), 0.1, 3.0)),
        TailProbability = Round(Math.Clamp(p.TailProbability * Ratio(real.Values[FactKey.SizeP99], simulated.Values[FactKey.SizeP99]), 0.0001, 0.05)),
        OddLotShare = Round(Math.Clamp(p.OddLotShare - (gain * (real.Values[FactKey.SizeRound] - simulated.Values[FactKey.SizeRound])), 0.0, 0.5)),
    };

    private VenueParameters Move(VenueParameters p, TapeFacts[] real, IReadOnlyList<TapeFacts> simulated) => p.Kind == VenueKind.Midpoint ? p : p with
    {
        TakerWeight = Round(Math.Clamp(p.TakerWeight * Ratio(1e-4 + real.Average(f => f.VenueShares.GetValueOrDefault(p.Name)), 1e-4 + simulated.Average(f => f.VenueShares.GetValueOrDefault(p.Name))), 0.001, 1_000.0)),
    };

    private PriceParameters Move(PriceParameters p, TapeFacts[] real, IReadOnlyList<TapeFacts> simulated)
    {
        string[] keys = [FactKey.ClusterNear, FactKey.ClusterMid, FactKey.ClusterFar];
        double kurtosis = Ratio(Mean(real, FactKey.Kurtosis10), Mean(simulated, FactKey.Kurtosis10));
        return p with
        {
            BurstSecondsMean = Round(Math.Clamp(p.BurstSecondsMean / kurtosis, 10.0, 3_600.0)),
            Volatility = [.. p.Volatility!.Select((part, k) => part with { LogSigma = Round(Math.Clamp(part.LogSigma * Ratio(0.03 + Mean(real, keys[k]), 0.03 + Mean(simulated, keys[k])), 0.02, 0.6)) })],
        };
    }

    private FlowParameters Move(FlowParameters p, TapeFacts[] real, IReadOnlyList<TapeFacts> simulated) => p with
    {
        PickOffCalmProbability = Round(Math.Clamp(p.PickOffCalmProbability * Ratio(Mean(real, FactKey.ResponseNear), Mean(simulated, FactKey.ResponseNear)), 0.01, 1.0)),
        PickOffProbability = Round(Math.Clamp(p.PickOffProbability * Ratio(Mean(real, FactKey.ResponseNear), Mean(simulated, FactKey.ResponseNear)), 0.01, 1.0)),
    };

    private static double Mean(IEnumerable<TapeFacts> facts, string key) => Math.Max(0.0, facts.Average(f => f.Values[key]));

    private static double Floor(TapeFacts facts, string key) => Math.Max(0.0, facts.Values[key]);

    private static double Round(double value) => Math.Round(value, 6);

    private double Ratio(double real, double simulated)
    {
        double ratio = real <= 0.0 || simulated <= 0.0 ? (real > simulated ? RatioMax : real < simulated ? 1.0 / RatioMax : 1.0) : Math.Clamp(real / simulated, 1.0 / RatioMax, RatioMax);
        return DeterministicMath.Exp(gain * DeterministicMath.Log(ratio));
    }
}
