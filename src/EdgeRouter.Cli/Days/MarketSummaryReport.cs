using System.Globalization;
using System.Text.Json;
using EdgeRouter.Cli.Output;
using EdgeRouter.Lab;
using EdgeRouter.Simulation.Statistics;

namespace EdgeRouter.Cli.Days;

/// <summary>Shows what a simulated day looked like.</summary>
internal static class MarketSummaryReport
{
    /// <summary>Tables by venue and by instrument.</summary>
    /// <param name="reporter">Where to.</param>
    /// <param name="path">Where the feeds went.</param>
    /// <param name="summary">The day.</param>
    public static void WriteText(ConsoleReporter reporter, string path, MarketSummary summary)
    {
        reporter.Result(string.Create(CultureInfo.InvariantCulture, $"{path}: {summary.PacketCount:N0} packets, {summary.MessageCount:N0} messages"));
        reporter.ResultTable(
            "by venue (shares of the time at the national best; midpoint venues show no price)",
            ["venue", ">bid at best", ">offer at best", ">alone at best", ">touch shares", ">trades", ">shares", ">volume share"],
            summary.Venues.Select(v => new[]
            {
                v.Venue, P(v.BidAtNationalBestShare), P(v.AskAtNationalBestShare), P(v.AloneAtBestShare), Figures.Count(v.TouchSharesMean), N(v.TradeCount), N(v.TradeShares), P(v.VolumeShare),
            }));
        reporter.ResultTable(
            "by instrument",
            ["symbol", ">spread ticks", ">spread bps", ">crossed", ">1 s volatility bps", ">trades", ">shares"],
            summary.Instruments.Select(i => new[]
            {
                i.Symbol, F(i.SpreadTicksMean), F(i.SpreadBpsMean), P(i.CrossedShare), F(i.VolatilityBps), N(i.TradeCount), N(i.TradeShares),
            }));
    }

    /// <summary>The fields of a result.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="day">The day.</param>
    /// <param name="path">Capture written; null = none.</param>
    /// <param name="summary">What it looked like.</param>
    public static void WriteJson(Utf8JsonWriter json, SimulatedDay day, string? path, MarketSummary summary)
    {
        json.WriteNumber("seed", day.Seed);
        json.WriteNumber("day", day.Day);
        json.WriteString("capture", path);
        json.WriteNumber("packets", summary.PacketCount);
        json.WriteNumber("messages", summary.MessageCount);
        json.WriteStartArray("venues");
        foreach (VenueSummary venue in summary.Venues)
        {
            json.WriteStartObject();
            json.WriteString("venue", venue.Venue);
            json.WriteFinite("bidAtBest", venue.BidAtNationalBestShare);
            json.WriteFinite("askAtBest", venue.AskAtNationalBestShare);
            json.WriteFinite("aloneAtBest", venue.AloneAtBestShare);
            json.WriteFinite("touchShares", venue.TouchSharesMean);
            json.WriteNumber("trades", venue.TradeCount);
            json.WriteNumber("shares", venue.TradeShares);
            json.WriteFinite("volumeShare", venue.VolumeShare);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("instruments");
        foreach (InstrumentSummary instrument in summary.Instruments)
        {
            json.WriteStartObject();
            json.WriteString("symbol", instrument.Symbol);
            json.WriteFinite("spreadTicks", instrument.SpreadTicksMean);
            json.WriteFinite("spreadBps", instrument.SpreadBpsMean);
            json.WriteFinite("volatilityBps", instrument.VolatilityBps);
            json.WriteNumber("trades", instrument.TradeCount);
            json.WriteNumber("shares", instrument.TradeShares);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string N(long value) => Figures.Count(value);

    private static string F(double value) => Figures.Fixed(value, 2);

    private static string P(double value) => Figures.Percent(value);
}
