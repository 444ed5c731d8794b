using EdgeRouter.Core.Domain;
using EdgeRouter.Simulation.History;
using EdgeRouter.Simulation.Inside;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation;

/// <content>What oracles see, and when a listener in the same process must look.</content>
public sealed partial class MarketSimulator
{
    private MarketInside? _inside;

    /// <summary>When the next frame of the feeds is due; <see cref="long.MaxValue"/> = none waits, or nobody listens. A listener that answers the market it
    /// hears advances no further than this, and than <see cref="NextEventTimeNs"/>.</summary>
    public long NextFrameTimeNs => _feed?.NextTimeNs ?? long.MaxValue;

    /// <summary>The market's state of this instant, for oracles.</summary>
    internal IMarketInside Inside => _inside ??= new MarketInside(this);

    private sealed class MarketInside(MarketSimulator owner) : IMarketInside
    {
        public long TimeNs => owner.TimeNs;

        public long Available(VenueId venue, InstrumentId instrument, Side side, Price limit) =>
            owner._exchanges[venue.Value].AvailableNow(instrument.Value, new IncomingOrder { Side = side, Quantity = long.MaxValue, LimitNanos = limit.Nanos });

        public bool TryGetMidpoint(InstrumentId instrument, out Price midpoint)
        {
            bool isSound = owner._national.TryGetMidpoint(instrument.Value, out long nanos);
            midpoint = new Price(nanos);
            return isSound;
        }

        public bool IsStale(VenueId venue, InstrumentId instrument)
        {
            int index = IndexOf(venue, instrument);
            PriceStep[] moves = owner.MovesOf(index);
            int next = owner._moveCursors[index];
            return owner._makers[index] is not null && next < moves.Length && moves[next].TimeNs <= owner.TimeNs;
        }

        public long FadeEndNs(VenueId venue, InstrumentId instrument, Side takerSide) =>
            owner._makers[IndexOf(venue, instrument)]?.FadeEndNs(takerSide, owner.TimeNs) ?? 0;

        public bool TryGetSettled(VenueId venue, InstrumentId instrument, Side takerSide, out Price price)
        {
            price = new Price(owner._makers[IndexOf(venue, instrument)]?.SettledNanos(takerSide) ?? 0);
            return price.Nanos > 0;
        }

        public long LatencyNs(VenueId venue)
        {
            VenueParameters parameters = owner._market.Venues[venue.Value];
            return parameters.LatencyNs + (parameters.LatencyJitterNs / 2) + parameters.MatchingNs;
        }

        public long ReplenishNs(VenueId venue)
        {
            VenueParameters parameters = owner._market.Venues[venue.Value];
            return parameters.Hidden?.ReplenishNs ?? parameters.ReplenishNs;
        }

        public double LevelShares(VenueId venue, InstrumentId instrument)
        {
            InstrumentParameters parameters = owner._market.Instruments[instrument.Value];
            return owner._market.Venues[venue.Value].LevelLotsMean * parameters.SizeScale * parameters.RoundLot;
        }

        private int IndexOf(VenueId venue, InstrumentId instrument) => (venue.Value * owner._market.Instruments.Count) + instrument.Value;
    }
}
