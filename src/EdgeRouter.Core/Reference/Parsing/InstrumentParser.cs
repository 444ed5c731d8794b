using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Reference.Parsing;

/// <summary>Reads the instruments.</summary>
internal static class InstrumentParser
{
    /// <summary>Restrictions as the file names them; index = bit of <see cref="InstrumentRestrictions"/>.</summary>
    internal static readonly string[] RestrictionWords = ["shortSaleRestricted", "hardToBorrow", "untradable"];

    private const long VolumeMax = 1_000_000_000_000_000;
    private const long LotMax = 1_000_000_000;

    internal static Timeline<Instrument>[] Read(JsonValue list, ParseScope scope, VenueEntry[] venues)
    {
        JsonValue[] values = list.AsList(1, ReferenceLimits.InstrumentsMax);
        var venueByName = venues.Select((venue, index) => (venue.Name, index)).ToDictionary(v => v.Name, v => new VenueId((byte)v.index), StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var instruments = new Timeline<Instrument>[values.Length];
        for (int i = 0; i < instruments.Length; i++)
        {
            instruments[i] = ReadInstrument(values[i], new InstrumentId(i), scope, venueByName);
            Instrument first = instruments[i].Values[0];
            RequireNew(values[i], names, first.Symbol);

            // No symbol begins like this, so that the two kinds of name cannot meet.
            RequireNew(values[i], names, first.Isin is null ? null : $" {first.Isin}");
        }

        return instruments;
    }

    private static Timeline<Instrument> ReadInstrument(JsonValue value, InstrumentId id, ParseScope scope, Dictionary<string, VenueId> venues)
    {
        JsonEntry entry = value.AsEntry("symbol", "isin", "primaryVenue", "versions");
        string primary = entry["primaryVenue"].AsName();
        var instrument = new Instrument
        {
            Id = id,
            Symbol = entry["symbol"].AsName(),
            Isin = entry.TryGet("isin", out JsonValue isin) ? ReadIsin(isin) : null,
            PrimaryVenue = venues.TryGetValue(primary, out VenueId venue)
                ? venue
                : throw entry["primaryVenue"].Error("ER1156", $"names the venue {primary}, which is not under venues; add it or correct the name"),
        };
        return scope.Versions(
            entry["versions"],
            version => ReadTerms(version, instrument),
            "ticks", "roundLot", "averageDailyVolume", "averageTrueRange", "priorClose", "limitBand", "restrictions");
    }

    private static Instrument ReadTerms(JsonEntry version, Instrument instrument)
    {
        TickTable ticks = ReadTicks(version["ticks"]);
        long closeNanos = version.TryGet("priorClose", out JsonValue close) ? close.AsNanos(1, ReferenceLimits.PriceNanosMax) : 0;
        (long lowNanos, long highNanos) = version.TryGet("limitBand", out JsonValue band) ? ReadBand(band) : (0, 0);
        return instrument with
        {
            Ticks = ticks,
            TickNanos = ticks.CoarsestNanos,
            RoundLot = (int)version["roundLot"].AsWhole(1, LotMax),
            AverageDailyVolume = version["averageDailyVolume"].AsWhole(1, VolumeMax),
            AverageTrueRangeNanos = version["averageTrueRange"].AsNanos(0, ReferenceLimits.PriceNanosMax),
            PriorCloseNanos = closeNanos,
            LimitLowNanos = lowNanos,
            LimitHighNanos = highNanos,
            Restrictions = (InstrumentRestrictions)WordSet.Read(version["restrictions"], RestrictionWords),
        };
    }

    private static TickTable ReadTicks(JsonValue list)
    {
        JsonValue[] values = list.AsList(1, ReferenceLimits.BandsMax);
        var bands = new TickBand[values.Length];
        for (int i = 0; i < bands.Length; i++)
        {
            JsonEntry band = values[i].AsEntry("priceFrom", "tick");
            bands[i] = new TickBand(band["priceFrom"].AsNanos(0, ReferenceLimits.PriceNanosMax), band["tick"].AsNanos(1, ReferenceLimits.PriceNanosMax));
            if (i == 0 ? bands[i].PriceFromNanos != 0 : bands[i].PriceFromNanos <= bands[i - 1].PriceFromNanos)
            {
                throw band["priceFrom"].Error("ER1157", i == 0 ? "leaves a gap from price 0; begin the first band at 0" : "overlaps the band before; order the bands by price");
            }
        }

        return new TickTable(bands);
    }

    private static (long LowNanos, long HighNanos) ReadBand(JsonValue value)
    {
        JsonEntry band = value.AsEntry("low", "high");
        long lowNanos = band["low"].AsNanos(1, ReferenceLimits.PriceNanosMax);
        long highNanos = band["high"].AsNanos(1, ReferenceLimits.PriceNanosMax);
        return lowNanos < highNanos ? (lowNanos, highNanos) : throw value.Error("ER1153", "low must be below high");
    }

    /// <summary>Two letters, nine letters or digits, and a check digit: Luhn's over the digits, with A = 10 to Z = 35 (ISO 6166, annex B).</summary>
    private static string ReadIsin(JsonValue value)
    {
        string isin = value.AsText();
        bool hasForm = isin.Length == 12 && char.IsAsciiLetterUpper(isin[0]) && char.IsAsciiLetterUpper(isin[1]) && char.IsAsciiDigit(isin[11])
            && isin.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
        return hasForm && LuhnSum(isin) % 10 == 0 ? isin : throw value.Error("ER1153", "is not an ISIN: 12 characters whose last is the check digit; correct or remove it");
    }

    private static int LuhnSum(string isin)
    {
        string digits = string.Concat(isin.Select(c => char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10));
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = digits[^(i + 1)] - '0';
            int weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }

        return sum;
    }

    private static void RequireNew(JsonValue value, HashSet<string> names, string? name)
    {
        if (name is not null && !names.Add(name))
        {
            throw value.Error("ER1152", $"instrument{(name[0] == ' ' ? " with the ISIN" : "")} {name.Trim()} stands twice; keep one");
        }
    }
}
