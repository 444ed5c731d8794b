using EdgeRouter.Core.Domain;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Agents;

/// <summary>Makers that step back: from a large execution at another venue, or from word of our interest that a midpoint venue let out.
/// Draws are keyed on venue, instrument, side and quarter second, so two policies that do the same meet the same answer.</summary>
internal sealed class FadeDesk
{
    private const long BucketNs = 250_000_000;
    private const int FadeTicks = 1;

    private readonly MarketParameters _market;
    private readonly MarketMaker?[] _makers;
    private readonly Exchange[] _exchanges;
    private readonly EventQueue _events;
    private readonly ulong _seed;

    /// <summary>Wires the desk.</summary>
    /// <param name="market">Parameters.</param>
    /// <param name="exchanges">All venues.</param>
    /// <param name="makers">Index = venue × instruments + instrument; null at midpoint venues.</param>
    /// <param name="events">Takes the makers' wakes.</param>
    /// <param name="seed">Seed of the day.</param>
    public FadeDesk(MarketParameters market, Exchange[] exchanges, MarketMaker?[] makers, EventQueue events, ulong seed)
    {
        _market = market;
        _exchanges = exchanges;
        _makers = makers;
        _events = events;
        _seed = seed;
    }

    /// <summary>An order took shares at a displayed venue.</summary>
    public void OnTaken(Exchange exchange, int instrument, Side takerSide, long shares, long nowNs)
    {
        InstrumentParameters parameters = _market.Instruments[instrument];
        FlowParameters flow = _market.Flow;
        if (flow.FadeTriggerLots == 0.0 || shares < flow.FadeTriggerLots * parameters.SizeScale * parameters.RoundLot)
        {
            return;
        }

        for (int venue = 0; venue < _market.Venues.Count; venue++)
        {
            ulong key = Key(DrawStream.Fade, venue, instrument, takerSide, nowNs);
            if (venue != exchange.Index && Draw.Unit(key) < _exchanges[venue].Condition.FadeProbability)
            {
                Fade(venue, instrument, takerSide, nowNs, Draw.Between(key * 3, flow.FadeMinNs, flow.FadeMaxNs), FadeTicks);
            }
        }
    }

    /// <summary>An order of ours reached a midpoint venue.</summary>
    public void OnPing(Exchange exchange, int instrument, Side side, long nowNs)
    {
        if (exchange.Parameters.Hidden is not { } hidden)
        {
            return;
        }

        ulong key = Key(DrawStream.Leak, exchange.Index, instrument, side, nowNs);
        if (Draw.Unit(key) >= hidden.LeakProbability)
        {
            return;
        }

        long duration = Draw.Between(key * 3, hidden.LeakMinNs, hidden.LeakMaxNs);
        int ticks = (int)Draw.Between(key * 5, 1, hidden.LeakTicksMax);
        for (int venue = 0; venue < _market.Venues.Count; venue++)
        {
            Fade(venue, instrument, side, nowNs, duration, ticks);
        }
    }

    private void Fade(int venue, int instrument, Side takerSide, long nowNs, long durationNs, int ticks)
    {
        int index = (venue * _market.Instruments.Count) + instrument;
        if (_makers[index] is not { } maker)
        {
            return;
        }

        long start = nowNs + _market.Flow.FadeDelayNs + _market.Venues[venue].MakerLagNs;
        long end = maker.Fade(takerSide, nowNs, start, start + durationNs, ticks);
        _events.Push(new SimulationEvent(start, EventKind.MakerWake, index));
        _events.Push(new SimulationEvent(end, EventKind.MakerWake, index));
    }

    private ulong Key(ulong stream, int venue, int instrument, Side side, long nowNs) =>
        Draw.Key(_seed, stream, (((long)venue * 64) + instrument) * 4 + (int)side, nowNs / BucketNs);
}
