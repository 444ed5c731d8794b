using System.Text.Json;

namespace EdgeRouter.Routing.Risk;

/// <summary>JSON to risk limits: keys and kinds of values; ranges are checked afterwards.</summary>
internal static class RiskLimitsReader
{
    internal static RiskLimits Read(JsonElement root)
    {
        var limits = new RiskLimits();
        bool hasVersion = false;
        foreach (JsonProperty p in Members(root, "the text"))
        {
            if (string.Equals(p.Name, "schemaVersion", StringComparison.Ordinal))
            {
                hasVersion = Whole(p, string.Empty) == RiskLimitsJson.SchemaVersion;
            }
            else
            {
                limits = General(limits, p);
            }
        }

        return hasVersion ? limits : throw RiskLimitsJson.Fault($"schemaVersion must stand there and be {RiskLimitsJson.SchemaVersion}");
    }

    private static RiskLimits General(RiskLimits limits, JsonProperty p) => p.Name switch
    {
        "priceCollarBps" => limits with { PriceCollarBps = Count(p) },
        "orderQuantityMax" => limits with { OrderQuantityMax = Whole(p) },
        "orderNotionalMax" => limits with { OrderNotionalMax = Whole(p) },
        "openNotionalMax" => limits with { OpenNotionalMax = Whole(p) },
        "positionMax" => limits with { PositionMax = Whole(p) },
        "positionNotionalMax" => limits with { PositionNotionalMax = Whole(p) },
        "orderRateMax" => limits with { OrderRateMax = Count(p) },
        "venueOrderRateMax" => limits with { VenueOrderRateMax = Count(p) },
        "clientOrderRateMax" => limits with { ClientOrderRateMax = Count(p) },
        "orderRateWindowNs" => limits with { OrderRateWindowNs = Whole(p) },
        "duplicateWindowNs" => limits with { DuplicateWindowNs = Whole(p) },
        "parentQuantityMax" => limits with { ParentQuantityMax = Whole(p) },
        "parentNotionalMax" => limits with { ParentNotionalMax = Whole(p) },
        "isClientListClosed" => limits with { IsClientListClosed = Truth(p) },
        "restrictedSymbols" => limits with { RestrictedSymbols = [.. Items(p).Select(e => Text(e, p.Name))] },
        "hardToBorrowSymbols" => limits with { HardToBorrowSymbols = [.. Items(p).Select(e => Text(e, p.Name))] },
        "instruments" => limits with { Instruments = [.. Items(p).Select(Instrument)] },
        "venues" => limits with { Venues = [.. Items(p).Select(Venue)] },
        "clients" => limits with { Clients = [.. Items(p).Select(Client)] },
        _ => throw Unknown(p, string.Empty),
    };

    private static InstrumentRiskLimits Instrument(JsonElement element)
    {
        string at = $"instruments[{Text(Named(element, "instruments", "symbol"), "instruments[].symbol")}].";
        var limits = new InstrumentRiskLimits { Symbol = element.GetProperty("symbol").GetString()! };
        foreach (JsonProperty p in Members(element, at))
        {
            limits = p.Name switch
            {
                "symbol" => limits,
                "priceCollarBps" => limits with { PriceCollarBps = Count(p, at) },
                "orderQuantityMax" => limits with { OrderQuantityMax = Whole(p, at) },
                "orderNotionalMax" => limits with { OrderNotionalMax = Whole(p, at) },
                "positionMax" => limits with { PositionMax = Whole(p, at) },
                _ => throw Unknown(p, at),
            };
        }

        return limits;
    }

    private static VenueRiskLimits Venue(JsonElement element)
    {
        string at = $"venues[{Text(Named(element, "venues", "name"), "venues[].name")}].";
        var limits = new VenueRiskLimits { Name = element.GetProperty("name").GetString()! };
        foreach (JsonProperty p in Members(element, at))
        {
            limits = p.Name switch
            {
                "name" => limits,
                "orderQuantityMax" => limits with { OrderQuantityMax = Whole(p, at) },
                "orderNotionalMax" => limits with { OrderNotionalMax = Whole(p, at) },
                "orderRateMax" => limits with { OrderRateMax = Count(p, at) },
                _ => throw Unknown(p, at),
            };
        }

        return limits;
    }

    private static ClientRiskLimits Client(JsonElement element)
    {
        JsonElement id = Named(element, "clients", "clientId");
        if (id.ValueKind != JsonValueKind.Number || !id.TryGetInt32(out int clientId))
        {
            throw RiskLimitsJson.Fault($"clients[].clientId is {id.GetRawText()}: it must be a whole number of 32 bits");
        }

        string at = $"clients[{clientId}].";
        var limits = new ClientRiskLimits { ClientId = clientId };
        foreach (JsonProperty p in Members(element, at))
        {
            limits = p.Name switch
            {
                "clientId" => limits,
                "orderQuantityMax" => limits with { OrderQuantityMax = Whole(p, at) },
                "orderNotionalMax" => limits with { OrderNotionalMax = Whole(p, at) },
                "openNotionalMax" => limits with { OpenNotionalMax = Whole(p, at) },
                "orderRateMax" => limits with { OrderRateMax = Count(p, at) },
                _ => throw Unknown(p, at),
            };
        }

        return limits;
    }

    // The members of an object, none of them twice.
    private static List<JsonProperty> Members(JsonElement element, string what)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw RiskLimitsJson.Fault($"{what} must be an object");
        }

        var members = new List<JsonProperty>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty p in element.EnumerateObject())
        {
            if (!seen.Add(p.Name))
            {
                throw RiskLimitsJson.Fault($"key {p.Name} stands twice: leave one out");
            }

            members.Add(p);
        }

        return members;
    }

    private static JsonElement Named(JsonElement element, string list, string key) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out JsonElement name)
            ? name
            : throw RiskLimitsJson.Fault($"every entry of {list} must be an object with {key}");

    private static JsonElement.ArrayEnumerator Items(JsonProperty p) =>
        p.Value.ValueKind == JsonValueKind.Array ? p.Value.EnumerateArray() : throw Wrong(p, string.Empty, "a list");

    private static string Text(JsonElement element, string key) => element.ValueKind == JsonValueKind.String
        ? element.GetString()!
        : throw RiskLimitsJson.Fault($"{key} holds {element.GetRawText()}: it must be a text");

    private static long Whole(JsonProperty p, string at = "") =>
        p.Value.ValueKind == JsonValueKind.Number && p.Value.TryGetInt64(out long value) ? value : throw Wrong(p, at, "a whole number of 64 bits");

    private static int Count(JsonProperty p, string at = "") =>
        p.Value.ValueKind == JsonValueKind.Number && p.Value.TryGetInt32(out int value) ? value : throw Wrong(p, at, "a whole number of 32 bits");

    private static bool Truth(JsonProperty p) => p.Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(p, string.Empty, "true or false"),
    };

    private static Exception Wrong(JsonProperty p, string at, string expected) =>
        RiskLimitsJson.Fault($"{at}{p.Name} is {p.Value.GetRawText()}: it must be {expected}");

    private static Exception Unknown(JsonProperty p, string at) => RiskLimitsJson.Fault($"key {at}{p.Name} is not known: take it out or mend its name");
}
