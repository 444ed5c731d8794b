using EdgeRouter.Core.Domain;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation;

/// <summary>Says of a simulated market what a router's static configuration would say.</summary>
internal static class UniverseBuilder
{
    public static Universe Build(MarketParameters market) => new(
        [
            .. market.Instruments.Select((instrument, index) => new Instrument
            {
                Id = new InstrumentId(index),
                Symbol = instrument.Symbol,
                TickNanos = instrument.TickNanos,
                RoundLot = instrument.RoundLot,
                AverageDailyVolume = instrument.AverageDailyVolume,
                AverageTrueRangeNanos = instrument.AverageTrueRangeNanos,
                Ticks = instrument.TickBands is { } bands ? new TickTable(bands) : null,
            }),
        ],
        [
            .. market.Venues.Select((venue, index) => new Venue
            {
                Id = new VenueId((byte)index),
                Name = venue.Name,
                Kind = venue.Kind,
                TakerFeeNanos = venue.TakerFeeNanos,
                MakerFeeNanos = venue.MakerFeeNanos,
                MidpointFeeNanos = venue.MidpointFeeNanos,
                LatencyNs = (venue.StatedLatencyNs ?? venue.LatencyNs) + venue.MatchingNs + venue.SpeedBumpNs,
                StaticRank = venue.StaticRank,
                IsProtected = venue.IsProtected && venue.Kind is (VenueKind.Lit or VenueKind.Inverted),
                Capabilities = venue.Capabilities ?? VenueCapabilities.All,
            }),
        ]);
}
