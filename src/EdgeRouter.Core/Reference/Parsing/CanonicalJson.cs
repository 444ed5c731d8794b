using System.Buffers;
using System.Text;
using System.Text.Json;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Reference.Calendars;

namespace EdgeRouter.Core.Reference.Parsing;

/// <summary>Writes a model in one fixed layout: no white space, keys in one order, dates as UTC instants, time zones pinned, lists whose order means
/// nothing sorted. Equal data gives equal bytes.</summary>
internal static class CanonicalJson
{
    internal static byte[] Write(ReferenceModel model)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", ReferenceParser.SchemaVersion);
            json.WriteString("timeZone", model.Zone.Name);
            json.WriteString("validFrom", TimeText.Instant(model.ValidFromNs));
            json.WriteString("validUntil", TimeText.Instant(model.ValidUntilNs));
            WriteList(json, "zones", Zones(model), WriteZone);
            WriteList(json, "calendars", model.Calendars, WriteCalendar);
            WriteList(json, "venues", model.Venues, (writer, venue) => WriteVenue(writer, venue, model));
            WriteList(json, "instruments", model.Instruments, (writer, instrument) => WriteInstrument(writer, instrument, model));
            WriteList(json, "symbolMaps", Enumerable.Range(0, model.Venues.Length), (writer, venue) => WriteSymbols(writer, venue, model));
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static IEnumerable<ZoneOffsets> Zones(ReferenceModel model) =>
        model.Calendars.Select(calendar => calendar.Zone).Append(model.Zone).DistinctBy(zone => zone.Name).OrderBy(zone => zone.Name, StringComparer.Ordinal);

    private static void WriteZone(Utf8JsonWriter json, ZoneOffsets zone)
    {
        json.WriteString("name", zone.Name);
        json.WriteNumber("offsetSeconds", zone.OffsetSeconds[0]);
        WriteList(json, "transitions", Enumerable.Range(0, zone.AtNs.Length), (writer, i) =>
        {
            writer.WriteString("at", TimeText.Instant(zone.AtNs[i]));
            writer.WriteNumber("offsetSeconds", zone.OffsetSeconds[i + 1]);
        });
    }

    private static void WriteCalendar(Utf8JsonWriter json, TradingCalendar calendar)
    {
        json.WriteString("name", calendar.Name);
        json.WriteString("timeZone", calendar.Zone.Name);
        json.WriteString("firstDay", TimeText.Day(calendar.FirstDay));
        json.WriteString("lastDay", TimeText.Day(calendar.LastDay));
        WriteTexts(json, "holidays", calendar.Holidays.Order().Select(TimeText.Day));
        WriteList(json, "specialDays", calendar.SpecialDays, (writer, day) =>
        {
            writer.WriteString("day", TimeText.Day(day.Key));
            WriteList(writer, "sessions", day.Value, WriteSession);
        });
        WriteVersions(json, "versions", calendar.Weeks, day => TimeText.Day((int)day), WriteWeek);
    }

    private static void WriteWeek(Utf8JsonWriter json, SessionRule[][] week) =>
        WriteList(json, "week", Enumerable.Range(0, week.Length).Where(day => week[day].Length > 0), (writer, day) =>
        {
            WriteTexts(writer, "days", [TradingCalendar.WeekDays[day]]);
            WriteList(writer, "sessions", week[day], WriteSession);
        });

    private static void WriteSession(Utf8JsonWriter json, SessionRule rule)
    {
        const int DaySeconds = 86_400;
        json.WriteString("session", CalendarParser.SessionWords[(int)rule.Session - 1]);
        json.WriteString("from", TimeText.Clock(rule.FromSeconds));
        json.WriteString("to", TimeText.Clock(rule.ToSeconds > DaySeconds ? rule.ToSeconds - DaySeconds : rule.ToSeconds));
    }

    private static void WriteVenue(Utf8JsonWriter json, VenueEntry venue, ReferenceModel model)
    {
        json.WriteString("name", venue.Name);
        json.WriteString("kind", VenueParser.KindWords[(int)venue.Kind]);
        json.WriteString("calendar", model.Calendars[venue.Calendar].Name);
        WriteVersions(json, "versions", venue.Terms, TimeText.Instant, (writer, terms) =>
        {
            writer.WriteBoolean("protected", terms.IsProtected);
            writer.WriteNumber("latencyNs", terms.LatencyNs);
            writer.WriteNumber("staticRank", terms.StaticRank);
            WriteTexts(writer, "sessions", WordSet.Of(terms.Traded >> 1, CalendarParser.SessionWords));
            WriteTexts(writer, "capabilities", WordSet.Of((int)terms.Capabilities, VenueParser.CapabilityWords));
        });
        WriteVersions(json, "feeSchedules", venue.FeeSchedules, TimeText.Instant, (writer, tiers) => WriteList(writer, "tiers", tiers, WriteTier));
        WriteVersions(json, "tierInForce", venue.Choices, TimeText.Instant, WriteChoice);
    }

    private static void WriteTier(Utf8JsonWriter json, FeeTier tier)
    {
        json.WriteString("name", tier.Name);
        WriteNanos(json, "volumeShareFrom", tier.ShareFromNanos);
        WriteNanos(json, "volumeShareTo", tier.ShareToNanos);
        WriteNanos(json, "taker", tier.TakerNanos);
        WriteNanos(json, "maker", tier.MakerNanos);
        WriteNanos(json, "midpoint", tier.MidpointNanos);
    }

    private static void WriteChoice(Utf8JsonWriter json, TierChoice choice)
    {
        if (choice.Name is not null)
        {
            json.WriteString("tier", choice.Name);
        }
        else
        {
            WriteNanos(json, "volumeShare", choice.ShareNanos);
        }
    }

    private static void WriteInstrument(Utf8JsonWriter json, Timeline<Instrument> versions, ReferenceModel model)
    {
        Instrument first = versions.Values[0];
        json.WriteString("symbol", first.Symbol);
        if (first.Isin is not null)
        {
            json.WriteString("isin", first.Isin);
        }

        json.WriteString("primaryVenue", model.Venues[first.PrimaryVenue!.Value.Value].Name);
        WriteVersions(json, "versions", versions, TimeText.Instant, WriteTerms);
    }

    private static void WriteTerms(Utf8JsonWriter json, Instrument instrument)
    {
        WriteList(json, "ticks", instrument.Ticks!.Bands.ToArray(), (writer, band) =>
        {
            WriteNanos(writer, "priceFrom", band.PriceFromNanos);
            WriteNanos(writer, "tick", band.TickNanos);
        });
        json.WriteNumber("roundLot", instrument.RoundLot);
        json.WriteNumber("averageDailyVolume", instrument.AverageDailyVolume);
        WriteNanos(json, "averageTrueRange", instrument.AverageTrueRangeNanos);
        if (instrument.PriorCloseNanos > 0)
        {
            WriteNanos(json, "priorClose", instrument.PriorCloseNanos);
        }

        if (instrument.LimitHighNanos > 0)
        {
            json.WriteStartObject("limitBand");
            WriteNanos(json, "low", instrument.LimitLowNanos);
            WriteNanos(json, "high", instrument.LimitHighNanos);
            json.WriteEndObject();
        }

        WriteTexts(json, "restrictions", WordSet.Of((int)instrument.Restrictions, InstrumentParser.RestrictionWords));
    }

    private static void WriteSymbols(Utf8JsonWriter json, int venue, ReferenceModel model)
    {
        json.WriteString("venue", model.Venues[venue].Name);
        WriteVersions(json, "versions", model.Symbols[venue], TimeText.Instant, (writer, map) =>
        {
            if (map.IsSame)
            {
                writer.WriteString("symbols", SymbolMapParser.Same);
                return;
            }

            WriteList(writer, "symbols", Enumerable.Range(0, model.Instruments.Length).Where(map.Has), (items, instrument) =>
            {
                items.WriteString("instrument", model.Instruments[instrument].Values[0].Symbol);
                WriteSymbol(items, map, instrument);
            });
        });
    }

    private static void WriteSymbol(Utf8JsonWriter json, SymbolMap map, int instrument)
    {
        if (map.SymbolOf(instrument) is { IsEmpty: false } symbol)
        {
            json.WriteString("symbol", Encoding.ASCII.GetString(symbol));
        }

        if (map.NumberOf(instrument) != SymbolMap.NoNumber)
        {
            json.WriteNumber("number", map.NumberOf(instrument));
        }
    }

    private static void WriteVersions<T>(Utf8JsonWriter json, string key, Timeline<T> versions, Func<long, string> timeOf, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(key);
        for (int i = 0; i < versions.Values.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("effectiveFrom", timeOf(versions.FromNs[i]));
            write(json, versions.Values[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteList<T>(Utf8JsonWriter json, string key, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(key);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string key, IEnumerable<string> texts)
    {
        json.WriteStartArray(key);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteNanos(Utf8JsonWriter json, string key, long nanos)
    {
        json.WritePropertyName(key);
        json.WriteRawValue(new Price(nanos).ToString(), skipInputValidation: true);
    }
}
