using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Numerics;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.History;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Agents;

/// <summary>Sends the tape's takers where they would go: the uninformed to a midpoint venue now and then and else to the best displayed quotes, most of them counting fees;
/// those who pick off to every quote that the latent price has left behind.</summary>
internal sealed class TakerRouter
{
    private readonly Exchange[] _displayed;
    private readonly Exchange[] _routable;
    private readonly Exchange[] _midpoints;
    private readonly MarketParameters _market;
    private readonly Action<Exchange, int, Side, long> _onTaken;
    private readonly bool _hasWeights;
    private readonly ulong _seed;

    /// <summary>Wires the router.</summary>
    /// <param name="market">Parameters.</param>
    /// <param name="exchanges">All venues.</param>
    /// <param name="seed">Seed of the day.</param>
    /// <param name="onTaken">Told of every displayed venue hit: venue, instrument, side, shares.</param>
    public TakerRouter(MarketParameters market, Exchange[] exchanges, ulong seed, Action<Exchange, int, Side, long> onTaken)
    {
        _market = market;
        _displayed = [.. exchanges.Where(e => e.IsDisplayed)];
        _routable = [.. _displayed.Where(e => e.Parameters.IsTakerRoutable)];
        _midpoints = [.. exchanges.Where(e => !e.IsDisplayed && !e.IsAuction && e.Parameters.MidpointTakerShare > 0.0)];
        _onTaken = onTaken;
        _seed = seed;
        _hasWeights = market.Venues.Any(v => v.TakerWeight > 0.0);
    }

    /// <summary>A taker of the tape arrives.</summary>
    /// <param name="instrument">In what.</param>
    /// <param name="number">Which of the instrument's tape: keys its choice among venues.</param>
    /// <param name="taker">The taker.</param>
    public void Take(int instrument, int number, in TakerArrival taker)
    {
        if (taker.Kind == TakerKind.PickOff)
        {
            PickOff(instrument, in taker);
            return;
        }

        Side side = taker.Sign > 0 ? Side.Buy : Side.Sell;
        long left = taker.Shares - TryMidpoint(instrument, in taker, side);
        long worst = taker.Kind == TakerKind.Informed ? Limit(instrument, side, taker.ReferenceTicks, feeNanos: 0) : WorstPrice(instrument, side);
        for (int hits = 0; left > 0 && hits < 2 * _routable.Length; hits++)
        {
            Exchange? chosen = Choose(instrument, side, worst, taker.CountsFees, number);
            if (chosen is null)
            {
                return;
            }

            LevelLadder ladder = chosen.Book(instrument).Ladder(side.Opposite());
            left -= Hit(chosen, instrument, side, Math.Min(left, ladder[0].Quantity), ladder.BestNanos);
        }
    }

    private long TryMidpoint(int instrument, in TakerArrival taker, Side side)
    {
        double route = taker.Route;
        foreach (Exchange exchange in _midpoints)
        {
            if (route < exchange.Parameters.MidpointTakerShare)
            {
                return Send(exchange, instrument, side, taker.Shares, side == Side.Buy ? long.MaxValue : long.MinValue);
            }

            route -= exchange.Parameters.MidpointTakerShare;
        }

        return 0;
    }

    // An uninformed taker walks one tick into the book and no further.
    private long WorstPrice(int instrument, Side side)
    {
        long tick = _market.Instruments[instrument].TickNanos;
        long best = side == Side.Buy ? long.MaxValue : long.MinValue;
        foreach (Exchange exchange in _routable)
        {
            if (!exchange.IsTrading(instrument))
            {
                continue;
            }

            long touch = exchange.Book(instrument).Ladder(side.Opposite()).BestNanos;
            best = side == Side.Buy ? Math.Min(best, touch) : Math.Max(best, touch);
        }

        return best is long.MaxValue or long.MinValue ? best : best + (side.Sign() * tick);
    }

    // By price and fee, or by price alone; among equals by size, or by a draw of the taker's own where venues have weights.
    private Exchange? Choose(int instrument, Side side, long worstNanos, bool countsFees, int number)
    {
        Exchange? chosen = null;
        long cost = long.MaxValue;
        double rank = double.NegativeInfinity;
        foreach (Exchange exchange in _routable)
        {
            LevelLadder ladder = exchange.Book(instrument).Ladder(side.Opposite());
            if (ladder.Count == 0 || !exchange.IsTrading(instrument) || side.Sign() * (ladder.BestNanos - worstNanos) > 0)
            {
                continue;
            }

            long candidate = (side.Sign() * ladder.BestNanos) + (countsFees ? exchange.Condition.TakerFeeNanos ?? exchange.Parameters.TakerFeeNanos : 0);
            if (candidate > cost)
            {
                continue;
            }

            double candidateRank = _hasWeights ? Preference(exchange, instrument, number) : ladder[0].Quantity;
            if (candidate < cost || candidateRank > rank)
            {
                cost = candidate;
                rank = candidateRank;
                chosen = exchange;
            }
        }

        return chosen;
    }

    // The largest of u^(1/weight) falls on a venue with the probability of its weight (Efraimidis and Spirakis, 2006).
    private double Preference(Exchange exchange, int instrument, int number)
    {
        ulong key = Draw.Key(_seed, DrawStream.TakerVenue, ((long)instrument * 64) + exchange.Index, number);
        double weight = exchange.Parameters.TakerWeight;
        return weight == 0.0 ? double.MinValue : DeterministicMath.Log(1.0 - Draw.Unit(key)) / weight;
    }

    private long Limit(int instrument, Side side, double referenceTicks, long feeNanos)
    {
        long tick = _market.Instruments[instrument].TickNanos;
        long limit = (long)(referenceTicks * tick) - (side.Sign() * feeNanos);
        return side == Side.Buy ? limit / tick * tick : (limit + tick - 1) / tick * tick;
    }

    private void PickOff(int instrument, in TakerArrival taker)
    {
        Side side = taker.Sign > 0 ? Side.Buy : Side.Sell;
        foreach (Exchange exchange in _displayed)
        {
            long limit = Limit(instrument, side, taker.ReferenceTicks, exchange.Condition.TakerFeeNanos ?? exchange.Parameters.TakerFeeNanos);
            LevelLadder ladder = exchange.Book(instrument).Ladder(side.Opposite());
            if (ladder.Count > 0 && side.Sign() * (ladder.BestNanos - limit) <= 0)
            {
                Hit(exchange, instrument, side, taker.Shares, limit);
            }
        }
    }

    private long Hit(Exchange exchange, int instrument, Side side, long shares, long limitNanos)
    {
        long filled = Send(exchange, instrument, side, shares, limitNanos);
        _onTaken(exchange, instrument, side, filled);
        return filled;
    }

    private static long Send(Exchange exchange, int instrument, Side side, long shares, long limitNanos) =>
        exchange.Submit(instrument, new IncomingOrder { Side = side, Quantity = shares, LimitNanos = limitNanos }).Filled;
}
