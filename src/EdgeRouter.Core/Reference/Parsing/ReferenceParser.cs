using System.Text.Json;
using System.Text.Unicode;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Reference.Calendars;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Core.Reference.Parsing;

/// <summary>Reads a whole file. The order matters: validity, zones, calendars, venues, instruments, symbol maps; each refers only to what stands before it
/// in this order, wherever it stands in the file.</summary>
internal static class ReferenceParser
{
    internal const int SchemaVersion = 1;

    private const int DepthMax = 16;

    internal static ReferenceModel Parse(ReadOnlySpan<byte> utf8, string file)
    {
        using JsonDocument document = ReadJson(utf8, file);
        var root = new JsonValue(file, document.RootElement, KeyPath.Root);
        RequireSchema(root, document.RootElement);
        JsonEntry top = root.AsEntry("schemaVersion", "timeZone", "validFrom", "validUntil", "zones", "calendars", "venues", "instruments", "symbolMaps");
        ParseScope scope = ReadScope(top);
        (TradingCalendar[] calendars, SessionInterval[][] sessions) = CalendarParser.Read(top["calendars"], scope);
        VenueEntry[] venues = VenueParser.Read(top["venues"], scope, calendars);
        Timeline<Instrument>[] instruments = InstrumentParser.Read(top["instruments"], scope, venues);
        return new ReferenceModel
        {
            ValidFromNs = scope.FromNs,
            ValidUntilNs = scope.UntilNs,
            Zone = scope.Zone,
            Calendars = calendars,
            Sessions = sessions,
            Venues = venues,
            Instruments = instruments,
            Symbols = SymbolMapParser.Read(top["symbolMaps"], scope, venues, instruments),
        };
    }

    private static JsonDocument ReadJson(ReadOnlySpan<byte> utf8, string file)
    {
        utf8 = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        if (utf8.Length > ReferenceLimits.FileBytesMax || !Utf8.IsValid(utf8))
        {
            throw EdgeRouterException.BadInput("ER1150", $"{file}: is larger than {ReferenceLimits.FileBytesMax} bytes or not UTF-8; write it as UTF-8 and split it by date");
        }

        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = DepthMax });
            JsonDocument document = JsonDocument.ParseValue(ref reader);
            RequireEnd(ref reader, document);
            return document;
        }
        catch (JsonException e)
        {
            throw EdgeRouterException.BadInput("ER1150", $"{file}: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: is not JSON (no comments, no commas at the end of lists, at most {DepthMax} levels); correct it there", e);
        }
    }

    private static void RequireEnd(ref Utf8JsonReader reader, JsonDocument document)
    {
        try
        {
            // Throws for anything but white space: the reader knows that the value is complete.
            reader.Read();
        }
        catch (JsonException)
        {
            document.Dispose();
            throw;
        }
    }

    private static void RequireSchema(JsonValue root, JsonElement element)
    {
        bool isKnown = element.ValueKind == JsonValueKind.Object && element.TryGetProperty("schemaVersion", out JsonElement version)
            && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out int number) && number == SchemaVersion;
        if (!isKnown)
        {
            throw root.Error("ER1151", $"schemaVersion must be {SchemaVersion}, the one that this router reads; convert the file or take the router that fits");
        }
    }

    private static ParseScope ReadScope(JsonEntry top)
    {
        ZoneBook rough = ZoneBook.Read(top.ListOrEmpty("zones", ReferenceLimits.CalendarsMax + 1), RoughNs(top["validFrom"]), RoughNs(top["validUntil"]));
        ZoneOffsets zone = rough.Find(top["timeZone"]);
        long fromNs = ParseScope.TimeOf(top["validFrom"], zone);
        long untilNs = ParseScope.TimeOf(top["validUntil"], zone);
        if (untilNs <= fromNs || untilNs - fromNs > ReferenceLimits.ValidityDaysMax * TimeUnits.Day)
        {
            throw top["validUntil"].Error("ER1155", $"must be after validFrom, by at most {ReferenceLimits.ValidityDaysMax} days");
        }

        ZoneBook zones = rough.Over(fromNs, untilNs);
        return new ParseScope(zones, zones.Find(top["timeZone"]), fromNs, untilNs);
    }

    private static long RoughNs(JsonValue value)
    {
        string text = value.AsText();
        return TimeText.TryParseDay(text.AsSpan(0, Math.Min(text.Length, 10)), out int day) ? day * TimeUnits.Day : ParseScope.TimeOf(value, new ZoneOffsets("", [], [0]));
    }
}
