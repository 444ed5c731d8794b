using System.Text.Json;

namespace EdgeRouter.Routing.Risk;

/// <summary>Risk limits to JSON: keys in one order, absent limits left out.</summary>
internal static class RiskLimitsWriter
{
    internal static void Write(Utf8JsonWriter writer, RiskLimits limits)
    {
        writer.WriteStartObject();
        writer.WriteNumber("schemaVersion", RiskLimitsJson.SchemaVersion);
        Number(writer, "priceCollarBps", limits.PriceCollarBps);
        Number(writer, "orderQuantityMax", limits.OrderQuantityMax);
        Number(writer, "orderNotionalMax", limits.OrderNotionalMax);
        Number(writer, "openNotionalMax", limits.OpenNotionalMax);
        Number(writer, "positionMax", limits.PositionMax);
        Number(writer, "positionNotionalMax", limits.PositionNotionalMax);
        Number(writer, "orderRateMax", limits.OrderRateMax);
        Number(writer, "venueOrderRateMax", limits.VenueOrderRateMax);
        Number(writer, "clientOrderRateMax", limits.ClientOrderRateMax);
        Number(writer, "orderRateWindowNs", limits.OrderRateWindowNs);
        Number(writer, "duplicateWindowNs", limits.DuplicateWindowNs);
        Number(writer, "parentQuantityMax", limits.ParentQuantityMax);
        Number(writer, "parentNotionalMax", limits.ParentNotionalMax);
        writer.WriteBoolean("isClientListClosed", limits.IsClientListClosed);
        Texts(writer, "restrictedSymbols", limits.RestrictedSymbols);
        Texts(writer, "hardToBorrowSymbols", limits.HardToBorrowSymbols);
        Objects(writer, "instruments", limits.Instruments, Instrument);
        Objects(writer, "venues", limits.Venues, Venue);
        Objects(writer, "clients", limits.Clients, Client);
        writer.WriteEndObject();
    }

    private static void Instrument(Utf8JsonWriter writer, InstrumentRiskLimits limits)
    {
        writer.WriteString("symbol", limits.Symbol);
        Number(writer, "priceCollarBps", limits.PriceCollarBps);
        Number(writer, "orderQuantityMax", limits.OrderQuantityMax);
        Number(writer, "orderNotionalMax", limits.OrderNotionalMax);
        Number(writer, "positionMax", limits.PositionMax);
    }

    private static void Venue(Utf8JsonWriter writer, VenueRiskLimits limits)
    {
        writer.WriteString("name", limits.Name);
        Number(writer, "orderQuantityMax", limits.OrderQuantityMax);
        Number(writer, "orderNotionalMax", limits.OrderNotionalMax);
        Number(writer, "orderRateMax", limits.OrderRateMax);
    }

    private static void Client(Utf8JsonWriter writer, ClientRiskLimits limits)
    {
        writer.WriteNumber("clientId", limits.ClientId);
        Number(writer, "orderQuantityMax", limits.OrderQuantityMax);
        Number(writer, "orderNotionalMax", limits.OrderNotionalMax);
        Number(writer, "openNotionalMax", limits.OpenNotionalMax);
        Number(writer, "orderRateMax", limits.OrderRateMax);
    }

    private static void Number(Utf8JsonWriter writer, string key, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(key, number);
        }
    }

    private static void Texts(Utf8JsonWriter writer, string key, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(key);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void Objects<T>(Utf8JsonWriter writer, string key, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(key);
        foreach (T item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
