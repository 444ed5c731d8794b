using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Agents;

/// <summary>What makers hold from a rolling window, and how they lean against it. Of the tape each displayed venue is taken to have met its equal share, whoever really
/// filled it: that part is the same whatever we do. On top comes what we took from the very maker, which leaves with the window.</summary>
internal sealed class MakerInventory
{
    private const double StepsPerTick = 8.0;

    private readonly InventoryParameters _parameters;
    private readonly RollingSums _tape;
    private readonly RollingSums _own;
    private readonly double[] _ticksPerShare;
    private readonly double _venueShare;

    public MakerInventory(MarketParameters market, InventoryParameters parameters, int displayedCount)
    {
        _parameters = parameters;
        long windowNs = (long)(parameters.WindowSeconds * TimeUnits.Second);
        _tape = new RollingSums(market.Instruments.Count, windowNs);
        _own = new RollingSums(market.Instruments.Count * market.Venues.Count, windowNs);
        _ticksPerShare = [.. market.Instruments.Select(i => parameters.SkewTicksPerLot / (i.SizeScale * i.RoundLot))];
        _venueShare = 1.0 / displayedCount;
    }

    /// <summary>A taker of the tape came.</summary>
    public void OnTape(int instrument, int sign, long shares, long nowNs) => _tape.Add(instrument, sign * shares, nowNs);

    /// <summary>We took from a maker.</summary>
    public void OnOwn(int makerIndex, int sign, long shares, long nowNs) => _own.Add(makerIndex, sign * shares, nowNs);

    /// <summary>How far the maker shifts its reference: up when it is short. In eighths of a tick.</summary>
    public double SkewTicks(int makerIndex, int instrument, long nowNs)
    {
        double taken = (_tape.At(instrument, nowNs) * _venueShare) + _own.At(makerIndex, nowNs);
        double ticks = Math.Clamp(taken * _ticksPerShare[instrument], -_parameters.SkewTicksMax, _parameters.SkewTicksMax);
        return Math.Truncate(ticks * StepsPerTick) / StepsPerTick;
    }

    /// <summary>Factor on sizes of the side that would add to the holding.</summary>
    public double SizeFactor(double skewTicks) =>
        _parameters.SkewTicksMax == 0.0 ? 1.0 : 1.0 - (_parameters.SizeSkew * Math.Abs(skewTicks) / _parameters.SkewTicksMax);
}
