using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Routing.Risk;

/// <summary>Finds what is wrong with risk limits, as one line that names the key as it is written in JSON.</summary>
internal static class RiskLimitsCheck
{
    /// <summary>Most shares of any limit or position: sums of a thousand such fit 64 bits.</summary>
    internal const long QuantityMax = 1_000_000_000_000_000;

    internal const int VenueOrderRateMax = 100_000;
    internal const int ClientOrderRateMax = 10_000;
    private const int OrderRateMax = 1_000_000;
    private const int PriceCollarBpsMax = 10_000;

    /// <summary>The first fault against the universe or in itself; null = none.</summary>
    internal static string? ProblemOf(RiskLimits limits, Universe universe) => ProblemOf(limits)
        ?? UnknownSymbol(limits.RestrictedSymbols, "restrictedSymbols", universe)
        ?? UnknownSymbol(limits.HardToBorrowSymbols, "hardToBorrowSymbols", universe)
        ?? UnknownSymbol(limits.Instruments.Select(i => i.Symbol), "instruments", universe)
        ?? limits.Venues.Where(v => IndexOf(universe.Venues, v.Name) < 0).Select(v => $"risk limit venues names '{v.Name}', which is not a venue of the universe").FirstOrDefault();

    /// <summary>The first fault in itself; null = none.</summary>
    internal static string? ProblemOf(RiskLimits limits) => General(limits)
        ?? limits.Instruments.Select(Instrument).FirstOrDefault(p => p is not null)
        ?? limits.Venues.Select(Venue).FirstOrDefault(p => p is not null)
        ?? limits.Clients.Select(Client).FirstOrDefault(p => p is not null)
        ?? Repeated(limits.RestrictedSymbols, "restrictedSymbols")
        ?? Repeated(limits.HardToBorrowSymbols, "hardToBorrowSymbols")
        ?? Repeated(limits.Instruments.Select(i => i.Symbol), "instruments")
        ?? Repeated(limits.Venues.Select(v => v.Name), "venues")
        ?? Repeated(limits.Clients.Select(c => c.ClientId), "clients");

    internal static int IndexOf(ReadOnlySpan<Instrument> instruments, string symbol)
    {
        for (int i = 0; i < instruments.Length; i++)
        {
            if (string.Equals(instruments[i].Symbol, symbol, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    internal static int IndexOf(ReadOnlySpan<Venue> venues, string name)
    {
        for (int i = 0; i < venues.Length; i++)
        {
            if (string.Equals(venues[i].Name, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private static string? General(RiskLimits limits) => Range(limits.PriceCollarBps, PriceCollarBpsMax, "priceCollarBps")
        ?? Range(limits.OrderQuantityMax, QuantityMax, "orderQuantityMax")
        ?? Range(limits.OrderNotionalMax, long.MaxValue, "orderNotionalMax")
        ?? Range(limits.OpenNotionalMax, long.MaxValue, "openNotionalMax")
        ?? Range(limits.PositionMax, QuantityMax, "positionMax")
        ?? Range(limits.PositionNotionalMax, long.MaxValue, "positionNotionalMax")
        ?? Range(limits.OrderRateMax, OrderRateMax, "orderRateMax")
        ?? Range(limits.VenueOrderRateMax, VenueOrderRateMax, "venueOrderRateMax")
        ?? Range(limits.ClientOrderRateMax, ClientOrderRateMax, "clientOrderRateMax")
        ?? Range(limits.OrderRateWindowNs, TimeUnits.Day, "orderRateWindowNs")
        ?? Range(limits.DuplicateWindowNs, TimeUnits.Day, "duplicateWindowNs")
        ?? Range(limits.ParentQuantityMax, long.MaxValue, "parentQuantityMax")
        ?? Range(limits.ParentNotionalMax, long.MaxValue, "parentNotionalMax");

    private static string? Instrument(InstrumentRiskLimits limits)
    {
        string at = $"instruments[{limits.Symbol}].";
        return Range(limits.PriceCollarBps, PriceCollarBpsMax, at + "priceCollarBps")
            ?? Range(limits.OrderQuantityMax, QuantityMax, at + "orderQuantityMax")
            ?? Range(limits.OrderNotionalMax, long.MaxValue, at + "orderNotionalMax")
            ?? Range(limits.PositionMax, QuantityMax, at + "positionMax");
    }

    private static string? Venue(VenueRiskLimits limits)
    {
        string at = $"venues[{limits.Name}].";
        return Range(limits.OrderQuantityMax, QuantityMax, at + "orderQuantityMax")
            ?? Range(limits.OrderNotionalMax, long.MaxValue, at + "orderNotionalMax")
            ?? Range(limits.OrderRateMax, VenueOrderRateMax, at + "orderRateMax");
    }

    private static string? Client(ClientRiskLimits limits)
    {
        string at = $"clients[{limits.ClientId}].";
        return Range(limits.OrderQuantityMax, QuantityMax, at + "orderQuantityMax")
            ?? Range(limits.OrderNotionalMax, long.MaxValue, at + "orderNotionalMax")
            ?? Range(limits.OpenNotionalMax, long.MaxValue, at + "openNotionalMax")
            ?? Range(limits.OrderRateMax, ClientOrderRateMax, at + "orderRateMax");
    }

    private static string? Range(long? value, long most, string key) => value is null || (value >= 1 && value <= most) ? null
        : $"risk limit {key} is {value}: it must be {(most == long.MaxValue ? "above 0" : $"1 to {most}")}";

    private static string? Repeated<T>(IEnumerable<T> names, string key)
    {
        var seen = new HashSet<T>();
        foreach (T name in names)
        {
            if (!seen.Add(name))
            {
                return $"risk limit {key} names '{name}' twice: leave one out";
            }
        }

        return null;
    }

    private static string? UnknownSymbol(IEnumerable<string> symbols, string key, Universe universe)
    {
        foreach (string symbol in symbols)
        {
            if (IndexOf(universe.Instruments, symbol) < 0)
            {
                return $"risk limit {key} names '{symbol}', which is not an instrument of the universe";
            }
        }

        return null;
    }
}
