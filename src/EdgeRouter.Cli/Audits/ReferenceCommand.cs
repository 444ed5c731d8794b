using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Reference;

namespace EdgeRouter.Cli.Audits;

/// <summary><c>edgerouter audit reference</c>: validates reference data as the router does, and shows what is in force.</summary>
internal sealed class ReferenceCommand
{
    private const int SchemaVersion = 1;
    private readonly Argument<string> _file = new("FILE") { Description = "reference data" };
    private readonly Option<string?> _at = new("--at") { Description = "show what is in force then; default: now, or the nearest time at which the file is valid", HelpName = "UTC TIME" };

    /// <summary>The command.</summary>
    /// <param name="host">Its frame.</param>
    public static Command Build(CommandHost host)
    {
        var self = new ReferenceCommand();
        Command command = host.Verb(
            "reference", "Validate reference data, and show instruments, venues, fees and sessions in force.", "edgerouter audit reference reference.json --at 2024-03-08", self.Run);
        command.Add(self._file);
        command.Add(self._at);
        return command;
    }

    /// <summary>Reads reference data; the whole file is validated.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="EdgeRouterException">ER1150 to ER1158: what is wrong.</exception>
    public static ReferenceFile Load(string path) => ReferenceFile.Parse(File.ReadAllBytes(path), path);

    private ExitCode Run(VerbContext context)
    {
        ReferenceFile file = Load(context.Get(_file)!);
        long wantedNs = context.Get(_at) is { } text ? UtcText.Parse(text, _at.Name) : context.Clock.NowNs;
        long timeNs = context.IsGiven(_at) ? wantedNs : Math.Clamp(wantedNs, file.ValidFromNs, file.ValidUntilNs - 1);
        if (timeNs != wantedNs)
        {
            context.Reporter.Warn($"{context.Get(_file)} is not valid now: what is in force at {UtcText.Of(timeNs)} is shown");
        }

        ReferenceData data = file.Resolve(timeNs);
        if (context.IsJson)
        {
            context.Reporter.ResultJson(SchemaVersion, json => WriteJson(json, file, data, timeNs));
        }
        else
        {
            WriteText(context.Reporter, file, data, timeNs);
        }

        return ExitCode.Ok;
    }

    private static void WriteText(ConsoleReporter reporter, ReferenceFile file, ReferenceData data, long timeNs)
    {
        reporter.Result($"valid from {UtcText.Of(file.ValidFromNs)} until {UtcText.Of(file.ValidUntilNs)}; version {Hex(file.Version)}");
        reporter.Result($"at {UtcText.Of(timeNs)}: version {Hex(data.Version)} since {UtcText.Of(data.EffectiveFromNs)}; next change {UtcText.Of(file.NextChangeNs(timeNs))}");
        reporter.Result(string.Empty);
        reporter.ResultTable(
            "venues (fees per share; sessions in UTC)",
            ["venue", "kind", "tier", ">taker", ">maker", ">midpoint", "protected", ">latency µs", "sessions of the day"],
            data.Universe.Venues.ToArray().Select(v => (IReadOnlyList<string>)[
                v.Name, Name(v.Kind), data.TierOf(v.Id), Money(v.TakerFeeNanos), Money(v.MakerFeeNanos), Money(v.MidpointFeeNanos), v.IsProtected ? "yes" : "no",
                Figures.Fixed(v.LatencyNs / 1e3, 1), string.Join(", ", SessionsOfDay.Of(data.Schedule, v.Id, timeNs).Select(s => s.ToString()))]));
        reporter.ResultTable(
            "instruments",
            ["symbol", "primary", ">tick", ">round lot", ">ADV", ">ATR", ">prior close", "limit band", "restrictions", ">listed at"],
            data.Universe.Instruments.ToArray().Select(i => (IReadOnlyList<string>)[
                i.Symbol, i.PrimaryVenue is { } primary ? data.Universe[primary].Name : "–", Money(i.TickAt(Math.Max(1, i.PriorCloseNanos))), Figures.Count(i.RoundLot),
                Figures.Count(i.AverageDailyVolume), Money(i.AverageTrueRangeNanos), Money(i.PriorCloseNanos),
                i.LimitLowNanos == 0 && i.LimitHighNanos == 0 ? "–" : $"{Money(i.LimitLowNanos)} to {Money(i.LimitHighNanos)}",
                Name(i.Restrictions), Figures.Count(ListedAt(data, i.Id).Count())]));
    }

    private static void WriteJson(Utf8JsonWriter json, ReferenceFile file, ReferenceData data, long timeNs)
    {
        json.WriteString("version", Hex(file.Version));
        json.WriteNumber("validFromNs", file.ValidFromNs);
        json.WriteNumber("validUntilNs", file.ValidUntilNs);
        json.WriteNumber("timeNs", timeNs);
        json.WriteString("versionInForce", Hex(data.Version));
        json.WriteNumber("effectiveFromNs", data.EffectiveFromNs);
        long next = file.NextChangeNs(timeNs);
        json.WritePropertyName("nextChangeNs");
        if (next == long.MaxValue)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteNumberValue(next);
        }

        json.WriteStartArray("venues");
        foreach (Venue venue in data.Universe.Venues)
        {
            WriteJson(json, data, venue, timeNs);
        }

        json.WriteEndArray();
        json.WriteStartArray("instruments");
        foreach (Instrument instrument in data.Universe.Instruments)
        {
            WriteJson(json, data, instrument);
        }

        json.WriteEndArray();
    }

    private static void WriteJson(Utf8JsonWriter json, ReferenceData data, Venue venue, long timeNs)
    {
        json.WriteStartObject();
        json.WriteString("name", venue.Name);
        json.WriteString("kind", Name(venue.Kind));
        json.WriteString("tier", data.TierOf(venue.Id));
        json.WriteNumber("takerFeeNanos", venue.TakerFeeNanos);
        json.WriteNumber("makerFeeNanos", venue.MakerFeeNanos);
        json.WriteNumber("midpointFeeNanos", venue.MidpointFeeNanos);
        json.WriteBoolean("protected", venue.IsProtected);
        json.WriteNumber("latencyNs", venue.LatencyNs);
        json.WriteNumber("staticRank", venue.StaticRank);
        json.WriteStartArray("sessions");
        foreach (DaySession session in SessionsOfDay.Of(data.Schedule, venue.Id, timeNs))
        {
            json.WriteStartObject();
            json.WriteString("session", Name(session.Session));
            json.WriteNumber("fromNs", session.FromNs);
            json.WriteNumber("toNs", session.ToNs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteJson(Utf8JsonWriter json, ReferenceData data, Instrument instrument)
    {
        json.WriteStartObject();
        json.WriteString("symbol", instrument.Symbol);
        json.WriteString("primaryVenue", instrument.PrimaryVenue is { } primary ? data.Universe[primary].Name : null);
        json.WriteNumber("tickNanos", instrument.TickAt(Math.Max(1, instrument.PriorCloseNanos)));
        json.WriteNumber("roundLot", instrument.RoundLot);
        json.WriteNumber("averageDailyVolume", instrument.AverageDailyVolume);
        json.WriteNumber("averageTrueRangeNanos", instrument.AverageTrueRangeNanos);
        json.WriteNumber("priorCloseNanos", instrument.PriorCloseNanos);
        json.WriteNumber("limitLowNanos", instrument.LimitLowNanos);
        json.WriteNumber("limitHighNanos", instrument.LimitHighNanos);
        json.WriteString("restrictions", Name(instrument.Restrictions));
        json.WriteStartArray("listedAt");
        foreach (Venue venue in ListedAt(data, instrument.Id))
        {
            json.WriteStringValue(venue.Name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<Venue> ListedAt(ReferenceData data, InstrumentId id) => data.Universe.Venues.ToArray().Where(v => data.IsListed(v.Id, id));

    private static string Hex(ulong version) => version.ToString("x16", CultureInfo.InvariantCulture);

    private static string Name<T>(T value)
        where T : struct, Enum => string.Join(", ", value.ToString().Split(", ").Select(JsonNamingPolicy.CamelCase.ConvertName));

    private static string Money(long nanos) => new Price(nanos).ToString();
}
