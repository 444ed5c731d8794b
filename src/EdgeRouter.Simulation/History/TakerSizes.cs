using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.History;

/// <summary>Draws the sizes of one instrument's takers.</summary>
internal readonly struct TakerSizes
{
    private readonly SizeLawParameters? _law;
    private readonly int _roundLot;
    private readonly double _sigma;
    private readonly int _lotsMax;

    public TakerSizes(InstrumentParameters instrument, FlowParameters flow)
    {
        _law = instrument.Sizes;
        _roundLot = instrument.RoundLot;
        _sigma = _law?.Sigma ?? flow.TakerLotsSigma;
        _lotsMax = _law?.LotsMax ?? flow.TakerLotsMax;
    }

    /// <summary>Draws a size, shares.</summary>
    public int Shares(ref DeterministicRandom random, double medianLots)
    {
        double lots = medianLots * DeterministicMath.Exp(_sigma * random.NextGaussian());
        if (_law is null)
        {
            return Round(lots);
        }

        if (random.NextBool(_law.TailProbability))
        {
            lots = _law.TailLotsMin * DeterministicMath.Exp(random.NextExponential(1.0 / _law.TailExponent));
        }

        if (_roundLot > 1 && random.NextBool(_law.OddLotShare))
        {
            return 1 + random.NextInt32(_roundLot - 1);
        }

        return random.NextBool(_law.RoundNumberShare) ? Round(RoundNumber(lots)) : Round(lots);
    }

    private int Round(double lots) => _roundLot * (int)Math.Clamp(Math.Floor(lots + 0.5), 1.0, _lotsMax);

    private static double RoundNumber(double lots)
    {
        double number = 1.0;
        foreach (int decade in (ReadOnlySpan<int>)[1, 10, 100, 1_000, 10_000])
        {
            foreach (int digit in (ReadOnlySpan<int>)[1, 2, 3, 5])
            {
                number = decade * digit <= lots ? decade * digit : number;
            }
        }

        return number;
    }
}
