using EdgeRouter.Core.Errors;

namespace EdgeRouter.Core.Domain;

/// <summary>The instruments and venues that one router shard trades, with dense ids. Ids and names are frozen after construction; the rest of an entry may be
/// switched by reference data between two inputs (<see cref="Adopt"/>), so a component that copies a value out must watch <see cref="Version"/>.</summary>
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

    /// <summary>Version of the reference data in force; 0 = built by hand.</summary>
    public ulong Version { get; private set; }

    /// <summary>Takes over the entries of another universe of the same names in the same order. Not safe while another thread reads.</summary>
    /// <param name="next">The universe made from newer reference data.</param>
    /// <param name="version">Its version.</param>
    /// <exception cref="EdgeRouterException">ER1102: a name is gone, new or elsewhere; nothing was changed.</exception>
    public void Adopt(Universe next, ulong version)
    {
        bool isSame = next._instruments.Select(i => i.Symbol).SequenceEqual(_instruments.Select(i => i.Symbol), StringComparer.Ordinal)
            && next._venues.Select(v => v.Name).SequenceEqual(_venues.Select(v => v.Name), StringComparer.Ordinal);
        if (!isSame)
        {
            throw EdgeRouterException.BadInput("ER1102", "the new universe has other instruments or venues, or has them in another order: that needs a restart");
        }

        next._instruments.CopyTo(_instruments, 0);
        next._venues.CopyTo(_venues, 0);
        Version = version;
    }

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
