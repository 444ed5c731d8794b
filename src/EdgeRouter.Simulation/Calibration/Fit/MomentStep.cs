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
    private const double SignFloor = 0.05;
    private const double ShareFloor = 1e-3;
    private const double FastSeconds = 1.0;
    private const double BranchingMax = 0.9;

    /// <summary>The market after one step.</summary>
    public MarketParameters Apply(MarketParameters market, IReadOnlyList<SymbolTarget> targets, IReadOnlyList<TapeFacts> simulated)
    {
        TapeFacts[] real = [.. targets.Select(t => t.Facts)];
        return market with
        {
            Instruments = [.. market.Instruments.Select((instrument, i) => Move(instrument, real[i], simulated[i]) with { TakerWeights = Move(instrument.TakerWeights!, market.Venues, real[i], simulated[i]) })],
            Price = Move(market.Price, real, simulated),
        };
    }

    private InstrumentParameters Move(InstrumentParameters p, TapeFacts real, TapeFacts simulated)
    {
        double At(string key) => Ratio(real.Values[key], simulated.Values[key]);
        double Off(string key) => gain * (real.Values[key] - simulated.Values[key]);
        return p with
        {
            HalfSpreadTicks = Round(Math.Clamp(p.HalfSpreadTicks + (0.5 * Off(FactKey.SpreadMean)), 0.0, 100.0)),
            HalfSpreadSigma = p.HalfSpreadSigma == 0.0 ? 0.0 : Round(Math.Clamp(p.HalfSpreadSigma * At(FactKey.SpreadP90) / At(FactKey.SpreadMean), 0.1, 1.2)),
            RequoteTicks = Round(Math.Clamp(p.RequoteTicks / Math.Sqrt(At(FactKey.MidRate)), 0.1, 10.0)),
            SizeScale = Round(Math.Clamp(p.SizeScale * At(FactKey.DepthMedian), 0.01, 1_000.0)),
            VolatilityScale = Round(Math.Clamp(p.VolatilityScale * At(FactKey.Volatility10), 0.01, 100.0)),
            ImpactScale = Round(Math.Clamp(p.ImpactScale * Math.Sqrt(At(FactKey.ResponseMid) * At(FactKey.ResponseFar)) * Math.Min(1.0, At(FactKey.Volatility10)), 0.001, 50.0)),
            TakerClusterSecondsMean = Round(Math.Clamp(p.TakerClusterSecondsMean / At(FactKey.Rate), 0.02, 3_600.0)),
            OffExchangeShare = Round(Math.Clamp((p.OffExchangeShare ?? 0.5) + (2.0 * Off(FactKey.OffExchange)), 0.0, 0.98)),
            Hawkes = new HawkesParameters
            {
                SignInheritance = Round(Math.Clamp(p.Hawkes!.SignInheritance + Off(FactKey.Sign1), 0.0, 0.98)),
                Kernels = Move(p.Hawkes.Kernels, Off(FactKey.GapShort)),
            },
            Sizes = Move(p.Sizes!, real, simulated),
            Metaorders = Move(p.Metaorders!, 60.0 / real.Values[FactKey.Rate], Ratio(SignFloor + Floor(real, FactKey.Sign10), SignFloor + Floor(simulated, FactKey.Sign10))),
        };
    }

    // More memory of signs: institutions that take more of the flow, and more of them.
    private static MetaorderParameters Move(MetaorderParameters p, double takerSeconds, double ratio) => p with
    {
        SecondsMean = Round(Math.Clamp(p.SecondsMean / ratio, 60.0 * takerSeconds, 300.0 * takerSeconds)),
        SecondsBetweenChildren = Round(Math.Clamp(p.SecondsBetweenChildren / ratio, 4.0 * takerSeconds, 60.0 * takerSeconds)),
    };

    // Thinning by the venues off exchange takes links out of the chains, so the fast kernels must be stronger than the prints on the exchanges show.
    private static HawkesKernel[] Move(IReadOnlyList<HawkesKernel> kernels, double missing)
    {
        double fast = kernels.Where(k => k.DecaySeconds < FastSeconds).Sum(k => k.BranchingRatio);
        double slow = kernels.Sum(k => k.BranchingRatio) - fast;
        double factor = fast == 0.0 ? 1.0 : Math.Clamp(fast + missing, 0.05, Math.Max(0.05, BranchingMax - slow)) / fast;
        return [.. kernels.Select(k => k with { BranchingRatio = Round(k.DecaySeconds < FastSeconds ? k.BranchingRatio * factor : k.BranchingRatio) })];
    }

    private SizeLawParameters Move(SizeLawParameters p, TapeFacts real, TapeFacts simulated) => p with
    {
        Sigma = Round(Math.Clamp(p.Sigma * Ratio(real.Values[FactKey.SizeP90], simulated.Values[FactKey.SizeP90]), 0.1, 3.0)),
        TailProbability = Round(Math.Clamp(p.TailProbability * Ratio(real.Values[FactKey.SizeP99], simulated.Values[FactKey.SizeP99]), 0.00001, 0.05)),
        OddLotShare = Round(Math.Clamp(p.OddLotShare - (gain * (real.Values[FactKey.SizeRound] - simulated.Values[FactKey.SizeRound])), 0.0, 0.5)),
    };

    private double[] Move(IReadOnlyList<double> weights, IReadOnlyList<VenueParameters> venues, TapeFacts real, TapeFacts simulated) =>
    [
        .. weights.Select((weight, i) => venues[i].Kind == VenueKind.Midpoint
            ? 0.0
            : Round(Math.Clamp(weight * Ratio(ShareFloor + real.VenueShares.GetValueOrDefault(venues[i].Name), ShareFloor + simulated.VenueShares.GetValueOrDefault(venues[i].Name)), 0.001, 1_000.0))),
    ];

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

    private static double Mean(IEnumerable<TapeFacts> facts, string key) => Math.Max(0.0, facts.Average(f => f.Values[key]));

    private static double Floor(TapeFacts facts, string key) => Math.Max(0.0, facts.Values[key]);

    private static double Round(double value) => Math.Round(value, 6);

    private double Ratio(double real, double simulated)
    {
        double ratio = real <= 0.0 || simulated <= 0.0 ? (real > simulated ? RatioMax : real < simulated ? 1.0 / RatioMax : 1.0) : Math.Clamp(real / simulated, 1.0 / RatioMax, RatioMax);
        return DeterministicMath.Exp(gain * DeterministicMath.Log(ratio));
    }
}
