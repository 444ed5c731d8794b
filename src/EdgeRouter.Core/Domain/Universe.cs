using EdgeRouter.Core.Errors;

namespace EdgeRouter.Core.Domain;

/// <summary>The instruments and venues that one router shard trades, with dense ids. Frozen after construction.</summary>
public sealed class Universe
{
    /// <summary>The most venues a universe can hold: venue sets are 64-bit masks.</summary>
    public const int VenueCountMax = 64;

    private readonly Instrument[] _instruments;
    private readonly Venue[] _venues;

    /// <summary>Builds a universe and checks that ids are dense and names unique.</summary>
    /// <param name="instruments">In id order.</param>
    /// <param name="venues">In id order; 1 to 64.</param>
    /// <exception cref="EdgeRouterException">ER1101: ids are not dense, a name repeats, or a count is out of range.</exception>
    public Universe(IReadOnlyList<Instrument> instruments, IReadOnlyList<Venue> venues)
    {
        _instruments = [.. instruments];
        _venues = [.. venues];
        Require(_instruments.Length > 0, "a universe needs at least one instrument");
        Require(_venues.Length is > 0 and <= VenueCountMax, $"a universe holds 1 to {VenueCountMax} venues, not {_venues.Length}");
        RequireDense(_instruments.Select(i => i.Id.Value), "instrument");
        RequireDense(_venues.Select(v => (int)v.Id.Value), "venue");
        RequireUnique(_instruments.Select(i => i.Symbol), "instrument symbol");
        RequireUnique(_venues.Select(v => v.Name), "venue name");
        foreach (Instrument i in _instruments)
        {
            Require(i.TickNanos > 0 && i.RoundLot > 0 && i.AverageDailyVolume > 0, $"instrument {i.Symbol}: tick, round lot and average daily volume must be above zero");
        }
    }

    /// <summary>Instruments; index = <see cref="InstrumentId"/>.</summary>
    public ReadOnlySpan<Instrument> Instruments => _instruments;

    /// <summary>Venues; index = <see cref="VenueId"/>.</summary>
    public ReadOnlySpan<Venue> Venues => _venues;

    /// <summary>The instrument of an id.</summary>
    /// <param name="id">A valid id.</param>
    public Instrument this[InstrumentId id] => _instruments[id.Value];

    /// <summary>The venue of an id.</summary>
    /// <param name="id">A valid id.</param>
    public Venue this[VenueId id] => _venues[id.Value];

    private static void RequireDense(IEnumerable<int> ids, string what)
    {
        int expected = 0;
        foreach (int id in ids)
        {
            Require(id == expected, $"{what} ids must be 0, 1, 2 …; found {id} where {expected} was due");
            expected++;
        }
    }

    private static void RequireUnique(IEnumerable<string> names, string what)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            Require(name.Length > 0 && seen.Add(name), $"{what} '{name}' is empty or stands twice");
        }
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw EdgeRouterException.BadInput("ER1101", message);
        }
    }
}
