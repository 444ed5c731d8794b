using System.Globalization;
using System.Text;
using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Calibration;

/// <summary>The exchanges of the tape. Fees and places are assumptions that <c>src/docs/CALIBRATION.md</c> lists.</summary>
public static class TaqVenueTable
{
    /// <summary>Name of all that is reported off the exchanges.</summary>
    public const string OffExchangeName = "TRF";

    /// <summary>Exchanges in order of letters.</summary>
    public static IReadOnlyList<TaqVenue> Venues { get; } =
    [
        new('B', "BX", VenueKind.Inverted, -1_400_000, 1_800_000, 110_000),
        new('C', "NSX", VenueKind.Lit, 3_000_000, -2_500_000, 140_000),
        new('J', "EDGA", VenueKind.Inverted, -400_000, 500_000, 90_000),
        new('K', "EDGX", VenueKind.Lit, 3_000_000, -2_000_000, 90_000),
        new('M', "CHX", VenueKind.Lit, 3_000_000, -2_000_000, 140_000),
        new('N', "NYSE", VenueKind.Lit, 2_500_000, -1_500_000, 160_000),
        new('P', "ARCA", VenueKind.Lit, 3_000_000, -2_000_000, 160_000),
        new('Q', "NASDAQ", VenueKind.Lit, 3_000_000, -2_000_000, 110_000),
        new('W', "CBSX", VenueKind.Inverted, -1_400_000, 1_800_000, 140_000),
        new('X', "PSX", VenueKind.Lit, 2_700_000, -2_000_000, 110_000),
        new('Y', "BYX", VenueKind.Inverted, -1_500_000, 1_800_000, 140_000),
        new('Z', "BZX", VenueKind.Lit, 2_900_000, -2_000_000, 140_000),
    ];

    /// <summary>The table as the docs show it.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder("| letter | name | kind | taker fee, $ a share | maker fee, $ a share | one way, µs |\n|---|---|---|---|---|---|\n");
        foreach (TaqVenue venue in Venues)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {venue.Letter} | {venue.Name} | {venue.Kind} | {venue.TakerFeeNanos / 1e9:0.0000} | {venue.MakerFeeNanos / 1e9:0.0000} | {venue.LatencyNs / 1_000} |\n");
        }

        return text.ToString();
    }

    /// <summary>The name of a letter; the letter itself where it is not in the table.</summary>
    /// <param name="letter">Letter of the tape.</param>
    public static string NameOf(char letter)
    {
        foreach (TaqVenue venue in Venues)
        {
            if (venue.Letter == letter)
            {
                return venue.Name;
            }
        }

        return letter.ToString();
    }
}
