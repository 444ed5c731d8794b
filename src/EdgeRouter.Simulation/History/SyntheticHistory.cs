using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.History;

/// <summary>Draws one instrument's day: small steps, calm and volatile spells, bursts, then the tape.</summary>
internal sealed class SyntheticHistory
{
    private readonly PriceParameters _price;
    private readonly InstrumentParameters _instrument;
    private readonly List<PriceStep> _path;
    private readonly List<Burst> _bursts = [];
    private readonly long _startNs;
    private readonly long _endNs;
    private readonly double _openTicks;
    private DeterministicRandom _random;

    private SyntheticHistory(MarketParameters market, int instrumentIndex, ulong seed, long startNs)
    {
        _price = market.Price;
        _path = new(6 * market.DurationSeconds);
        _instrument = market.Instruments[instrumentIndex];
        _startNs = startNs;
        _endNs = startNs + (market.DurationSeconds * TimeUnits.Second);
        _random = new DeterministicRandom(seed, (DrawStream.Price << 32) | (uint)instrumentIndex);
        double open = Math.Floor(_instrument.OpenPrice * 1e9 / _instrument.TickNanos);
        _openTicks = open + 0.5;
    }

    /// <summary>Draws the day of one instrument.</summary>
    public static InstrumentHistory Build(MarketParameters market, int instrumentIndex, ulong seed, long startNs)
    {
        var draft = new SyntheticHistory(market, instrumentIndex, seed, startNs);
        if (market.Price.IsTickWalk)
        {
            draft.WalkByTicks();
        }
        else
        {
            draft.Walk();
        }

        PriceStep[] moves = ReferenceTracker.Track(draft._openTicks, draft._path, draft._instrument.RequoteTicks);
        Burst[] bursts = [.. draft._bursts];
        return new InstrumentHistory
        {
            OpenTicks = draft._openTicks,
            Moves = moves,
            Bursts = bursts,
            Takers = TapeBuilder.Build(market, instrumentIndex, seed, startNs, moves, bursts, tape: []),
        };
    }

    private void WalkByTicks()
    {
        double tickBps = 1e4 / _openTicks;
        double meanNs = TimeUnits.Second * (tickBps / _price.VolatilityBps) * (tickBps / _price.VolatilityBps);
        double ticks = _openTicks;
        long time = _startNs;
        while ((time += 1 + (long)_random.NextExponential(meanNs)) < _endNs)
        {
            ticks += _random.NextBool(0.5) ? 1.0 : -1.0;
            if (ticks > 10.0)
            {
                _path.Add(new PriceStep(time, ticks));
            }
        }
    }

    private void Walk()
    {
        double ticks = _openTicks;
        double stepBps = _price.VolatilityBps * Math.Sqrt(_price.StepSecondsMean);
        bool isVolatile = false;
        long spellEnd = After(_startNs, _price.CalmSecondsMean);
        long time = After(_startNs, _price.StepSecondsMean);
        long burst = NextBurst(_startNs, 1.0);
        while (Math.Min(time, burst) < _endNs)
        {
            if (Math.Min(time, burst) >= spellEnd)
            {
                isVolatile = !isVolatile;
                spellEnd = After(spellEnd, isVolatile ? _price.VolatileSecondsMean : _price.CalmSecondsMean);
            }

            double factor = isVolatile ? _price.VolatileFactor : 1.0;
            if (burst <= time)
            {
                (long endNs, ticks) = WalkBurst(burst, ticks);
                burst = NextBurst(endNs, factor);
                time = After(endNs, _price.StepSecondsMean);
                continue;
            }

            ticks = Math.Max(10.0, ticks * (1.0 + (1e-4 * stepBps * factor * _random.NextGaussian())));
            _path.Add(new PriceStep(time, ticks));
            time = After(time, _price.StepSecondsMean);
        }
    }

    private (long EndNs, double Ticks) WalkBurst(long startNs, double ticks)
    {
        int direction = _random.NextBool(0.5) ? 1 : -1;
        double totalBps = _price.BurstMinBps + ((_price.BurstMaxBps - _price.BurstMinBps) * _random.NextDouble());
        long durationNs = _price.BurstMinNs + (long)((_price.BurstMaxNs - _price.BurstMinNs) * _random.NextDouble());
        int count = (int)Math.Max(1, durationNs / _price.BurstStepNs);
        long time = startNs;
        for (int i = 0; i < count && time < _endNs; i++)
        {
            double bps = direction * totalBps / count * (0.5 + _random.NextDouble());
            ticks = Math.Max(10.0, ticks * (1.0 + (1e-4 * bps)));
            _path.Add(new PriceStep(time, ticks));
            time += (long)(_price.BurstStepNs * (0.5 + _random.NextDouble()));
        }

        _bursts.Add(new Burst(startNs, time, direction));
        return (time, ticks);
    }

    private long NextBurst(long fromNs, double factor) =>
        _price.BurstSecondsMean == 0.0 ? long.MaxValue : After(fromNs, _price.BurstSecondsMean / factor);

    private long After(long fromNs, double secondsMean) => fromNs + 1 + (long)(_random.NextExponential(secondsMean) * TimeUnits.Second);
}
