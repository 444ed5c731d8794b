using System.Globalization;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Worlds;

/// <summary>Sixteen venues and fifty instruments: the world to measure speed in.</summary>
internal static class WideWorld
{
    private const int InstrumentCount = 50;
    private const int VenueCount = 16;

    public static MarketParameters Create()
    {
        MarketParameters street = StreetWorld.Create();
        return street with
        {
            Instruments = [.. Enumerable.Range(0, InstrumentCount).Select(i => CreateInstrument(street.Instruments[i % street.Instruments.Count], i))],
            Venues = [.. Enumerable.Range(0, VenueCount).Select(v => CreateVenue(street.Venues, v))],
        };
    }

    private static InstrumentParameters CreateInstrument(InstrumentParameters like, int index) => like with
    {
        Symbol = string.Create(CultureInfo.InvariantCulture, $"W{index:D3}"),
        OpenPrice = like.OpenPrice * (1.0 + (0.01 * index)),
    };

    // The second six are the displayed ones once more, a little further away.
    private static VenueParameters CreateVenue(IReadOnlyList<VenueParameters> street, int index)
    {
        VenueParameters like = street[index < street.Count ? index : index - street.Count];
        return index < street.Count ? like : like with { Name = like.Name + "2", LatencyNs = like.LatencyNs + 40_000, LevelLotsMean = 0.6 * like.LevelLotsMean };
    }
}
