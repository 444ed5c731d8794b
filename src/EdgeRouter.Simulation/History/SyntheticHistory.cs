using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.History;

/// <summary>Draws one instrument's day: small steps, calm and volatile spells, bursts, drift and news, then the tape, then what the tape does to the price.</summary>
internal sealed class SyntheticHistory
{
    private const int JumpSteps = 5;

    private readonly PriceParameters _price;
    private readonly InstrumentParameters _instrument;
    private readonly List<PriceStep> _path;
    private readonly List<Burst> _bursts = [];
    private readonly ActivityEnvelope _envelope;
    private readonly List<NewsItem> _news;
    private readonly long _startNs;
    private readonly long _endNs;
    private readonly double _openTicks;
    private readonly double _scale;
    private DeterministicRandom _random;
    private DriftPath _drift;
    private int _newsCount;

    private SyntheticHistory(MarketParameters market, int instrumentIndex, ulong seed, long startNs)
    {
        _price = market.Price;
        _instrument = market.Instruments[instrumentIndex];
        _startNs = startNs;
        _endNs = startNs + (market.DurationSeconds * TimeUnits.Second);
        _path = new List<PriceStep>(6 * market.DurationSeconds);
        _scale = _instrument.VolatilityScale;
        _random = new DeterministicRandom(seed, (DrawStream.Price << 32) | (uint)instrumentIndex);
        _drift = new DriftPath(market.Price.Drift, seed, instrumentIndex, startNs);
        _news = NewsBuilder.Build(market, instrumentIndex, seed, startNs);
        _envelope = ActivityEnvelope.Build(market, instrumentIndex, seed, startNs, NewsBuilder.Surges(market, instrumentIndex, startNs, _news));
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

        return draft.Complete(market, instrumentIndex, seed);
    }

    private InstrumentHistory Complete(MarketParameters market, int instrumentIndex, ulong seed)
    {
        Burst[] bursts = [.. _bursts];
        var tape = new TapeBuilder(market, instrumentIndex, seed, _startNs, _envelope);
        tape.AddFlow(bursts);
        Burst[] known = KnownMoves.Find(market, instrumentIndex, seed, _startNs, _openTicks, _path, bursts);
        Metaorder[] metaorders = AgentFlow.Add(tape, market, instrumentIndex, seed, _startNs, _openTicks, _path, known);
        List<PriceStep> path = ImpactPath.Apply(market, instrumentIndex, _startNs, _openTicks, _path, tape.Sorted());
        PriceStep[] moves = ReferenceTracker.Track(_openTicks, path, _instrument.RequoteTicks);
        tape.AddPickOffs(moves, bursts);
        return new InstrumentHistory
        {
            OpenTicks = _openTicks,
            Moves = moves,
            Bursts = bursts,
            Known = known,
            Metaorders = metaorders,
            Envelope = _envelope,
            Takers = tape.Sorted(),
        };
    }

    private void WalkByTicks()
    {
        double tickBps = 1e4 / _openTicks;
        double volatilityBps = _price.VolatilityBps * _scale;
        double meanNs = TimeUnits.Second * (tickBps / volatilityBps) * (tickBps / volatilityBps);
        double ticks = _openTicks;
        long time = _startNs;
        while ((time += 1 + (long)_random.NextExponential(meanNs / Square(_envelope.VolatilityAt(time)))) < _endNs)
        {
            ticks += _random.NextBool(0.5) ? 1.0 : -1.0;
            if (ticks > 10.0)
            {
                _path.Add(new PriceStep(time, ticks));
            }
        }
    }

    private static double Square(double x) => x * x;

    private void Walk()
    {
        double ticks = _openTicks;
        double stepBps = _price.VolatilityBps * _scale * Math.Sqrt(_price.StepSecondsMean);
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
            if (NextNewsNs <= Math.Min(time, burst))
            {
                (long jumpedNs, ticks) = Jump(_news[_newsCount++], ticks);
                time = Math.Max(time, jumpedNs + 1);
                burst = Math.Max(burst, jumpedNs + 1);
                continue;
            }

            if (burst <= time)
            {
                (long endNs, ticks) = WalkBurst(burst, ticks);
                burst = NextBurst(endNs, factor);
                time = After(endNs, _price.StepSecondsMean);
                continue;
            }

            double noise = 1e-4 * stepBps * factor * _envelope.VolatilityAt(time) * _random.NextGaussian();
            ticks = Math.Max(10.0, ticks * (1.0 + (noise + (1e-4 * _drift.BpsUntil(time)))));
            _path.Add(new PriceStep(time, ticks));
            time = After(time, _price.StepSecondsMean);
        }
    }

    private long NextNewsNs => _newsCount < _news.Count ? _news[_newsCount].TimeNs : long.MaxValue;

    // News that breaks into a burst waits for its last step.
    private (long EndNs, double Ticks) Jump(NewsItem news, double ticks)
    {
        long startNs = _path.Count > 0 ? Math.Max(news.TimeNs, _path[^1].TimeNs) : news.TimeNs;
        for (int i = 1; i <= JumpSteps; i++)
        {
            ticks = Math.Max(10.0, ticks * (1.0 + (1e-4 * news.Bps / JumpSteps)));
            long time = startNs + (news.JumpNs * i / JumpSteps);
            if (time < _endNs)
            {
                _path.Add(new PriceStep(time, ticks));
            }
        }

        return (startNs + news.JumpNs, ticks);
    }

    private (long EndNs, double Ticks) WalkBurst(long startNs, double ticks)
    {
        int direction = _random.NextBool(0.5) ? 1 : -1;
        double totalBps = (_price.BurstMinBps + ((_price.BurstMaxBps - _price.BurstMinBps) * _random.NextDouble())) * _scale;
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
        return _price.BurstReversal > 0.0 ? GiveBack(time, ticks, -direction * totalBps * _price.BurstReversal) : (time, ticks);
    }

    private (long EndNs, double Ticks) GiveBack(long startNs, double ticks, double bps)
    {
        long durationNs = (long)(_price.BurstReversalSeconds * TimeUnits.Second);
        int count = (int)Math.Max(1, durationNs / (4 * _price.BurstStepNs));
        for (int i = 1; i <= count && startNs + (durationNs * i / count) < _endNs; i++)
        {
            ticks = Math.Max(10.0, ticks * (1.0 + (1e-4 * bps / count)));
            _path.Add(new PriceStep(startNs + (durationNs * i / count), ticks));
        }

        return (startNs + durationNs, ticks);
    }

    private long NextBurst(long fromNs, double factor) =>
        _price.BurstSecondsMean == 0.0 ? long.MaxValue : After(fromNs, _price.BurstSecondsMean / factor);

    private long After(long fromNs, double secondsMean) => fromNs + 1 + (long)(_random.NextExponential(secondsMean) * TimeUnits.Second);
}
