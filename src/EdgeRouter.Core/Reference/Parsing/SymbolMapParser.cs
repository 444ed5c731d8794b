using System.Text;
using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Reference.Parsing;

/// <summary>Reads the symbol maps.</summary>
internal static class SymbolMapParser
{
    /// <summary>Instead of a list: the venue uses our symbols for every instrument.</summary>
    internal const string Same = "same";

    internal static Timeline<SymbolMap>[] Read(JsonValue list, ParseScope scope, VenueEntry[] venues, Timeline<Instrument>[] instruments)
    {
        string[] symbols = Array.ConvertAll(instruments, instrument => instrument.Values[0].Symbol);
        Dictionary<string, int> indexes = symbols.Select((symbol, index) => (symbol, index)).ToDictionary(s => s.symbol, s => s.index, StringComparer.Ordinal);
        SymbolMap same = SymbolMap.Same(symbols);
        var maps = new Timeline<SymbolMap>?[venues.Length];
        foreach (JsonValue value in list.AsList(1, ReferenceLimits.VenuesMax))
        {
            JsonEntry entry = value.AsEntry("venue", "versions");
            int venue = FindVenue(entry["venue"], venues);
            if (maps[venue] is not null)
            {
                throw entry["venue"].Error("ER1152", $"the symbol map of {venues[venue].Name} stands twice; put its versions together");
            }

            maps[venue] = scope.Versions(entry["versions"], version => ReadMap(version["symbols"], same, indexes), "symbols");
        }

        int lacking = Array.IndexOf(maps, null);
        if (lacking >= 0)
        {
            throw list.Error("ER1154", $"venue {venues[lacking].Name} has no symbol map; add one, with \"symbols\": \"{Same}\" where it uses our symbols");
        }

        RequirePrimaries(list, maps!, venues, instruments);
        return maps!;
    }

    private static int FindVenue(JsonValue value, VenueEntry[] venues)
    {
        string name = value.AsName();
        int index = Array.FindIndex(venues, venue => string.Equals(venue.Name, name, StringComparison.Ordinal));
        return index >= 0 ? index : throw value.Error("ER1156", $"names the venue {name}, which is not under venues; add it or correct the name");
    }

    private static SymbolMap ReadMap(JsonValue value, SymbolMap same, Dictionary<string, int> indexes)
    {
        if (value.IsText)
        {
            value.AsWord(Same);
            return same;
        }

        var map = new SymbolMap(indexes.Count);
        foreach (JsonValue item in value.AsList(0, indexes.Count))
        {
            JsonEntry entry = item.AsEntry("instrument", "symbol", "number");
            string name = entry["instrument"].AsName();
            if (!indexes.TryGetValue(name, out int instrument))
            {
                throw entry["instrument"].Error("ER1156", $"names the instrument {name}, which is not under instruments; add it or remove this");
            }

            if (map.Has(instrument))
            {
                throw item.Error("ER1152", $"instrument {name} stands twice; keep one");
            }

            Add(map, instrument, entry);
        }

        return map;
    }

    private static void Add(SymbolMap map, int instrument, JsonEntry entry)
    {
        bool hasSymbol = entry.TryGet("symbol", out JsonValue symbol);
        bool hasNumber = entry.TryGet("number", out JsonValue number);
        if (!hasSymbol && !hasNumber)
        {
            throw entry.Self.Error("ER1154", "needs the venue's 'symbol', its 'number', or both");
        }

        if (hasSymbol && !map.TryAddSymbol(instrument, Encoding.ASCII.GetBytes(symbol.AsName())))
        {
            throw symbol.Error("ER1152", "the venue's symbol stands twice; two instruments cannot share it");
        }

        if (hasNumber && !map.TryAddNumber(instrument, number.AsWhole(0, long.MaxValue)))
        {
            throw number.Error("ER1152", "the venue's number stands twice; two instruments cannot share it");
        }
    }

    private static void RequirePrimaries(JsonValue list, Timeline<SymbolMap>[] maps, VenueEntry[] venues, Timeline<Instrument>[] instruments)
    {
        for (int i = 0; i < instruments.Length; i++)
        {
            Instrument instrument = instruments[i].Values[0];
            int venue = instrument.PrimaryVenue!.Value.Value;
            foreach (SymbolMap map in maps[venue].Values)
            {
                if (!map.Has(i))
                {
                    throw list.Error("ER1154", $"a symbol map of {venues[venue].Name} lacks {instrument.Symbol}, whose primary venue it is; add it, or correct primaryVenue");
                }
            }
        }
    }
}
