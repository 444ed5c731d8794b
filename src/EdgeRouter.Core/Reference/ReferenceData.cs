using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Reference;

/// <summary>The reference data in force at one time, frozen: every effective date is resolved. Reads allocate nothing.</summary>
public sealed class ReferenceData
{
    private readonly SymbolMap[] _symbols;
    private readonly string[] _tiers;

    internal ReferenceData(Universe universe, TradingSchedule schedule, SymbolMap[] symbols, string[] tiers)
    {
        Universe = universe;
        Schedule = schedule;
        _symbols = symbols;
        _tiers = tiers;
    }

    /// <summary>Which data this is: it depends on the file's content and on <see cref="EffectiveFromNs"/>, not on layout or machine. 0 = no file.
    /// Decisions record it.</summary>
    public ulong Version { get; internal init; }

    /// <summary>Since when this is in force, ns since the Unix epoch UTC.</summary>
    public long EffectiveFromNs { get; internal init; } = long.MinValue;

    /// <summary>Until when, exclusive: the next change of the file, or its end; ns since the Unix epoch UTC.</summary>
    public long EffectiveUntilNs { get; internal init; } = long.MaxValue;

    /// <summary>Instruments and venues in the order of the file, with fees of the tier in force. Not to be adopted into: a router that switches data keeps
    /// a universe of its own and adopts this one.</summary>
    public Universe Universe { get; }

    /// <summary>When the venues trade.</summary>
    public TradingSchedule Schedule { get; }

    /// <summary>Data for a universe that was built by hand: version 0, always open, every venue trades everything under our own symbols.</summary>
    /// <param name="universe">The universe.</param>
    public static ReferenceData OfUniverse(Universe universe)
    {
        var symbols = new string[universe.Instruments.Length];
        for (int i = 0; i < symbols.Length; i++)
        {
            symbols[i] = universe.Instruments[i].Symbol;
        }

        var maps = new SymbolMap[universe.Venues.Length];
        Array.Fill(maps, SymbolMap.Same(symbols));
        var tiers = new string[maps.Length];
        Array.Fill(tiers, "");
        return new ReferenceData(universe, TradingSchedule.AlwaysOpen(maps.Length), maps, tiers);
    }

    /// <summary>Finds an instrument by a venue's symbol for it.</summary>
    /// <param name="venue">A valid id.</param>
    /// <param name="symbol">ASCII; spaces and zeros at the end are ignored.</param>
    /// <param name="instrument">The instrument; meaningless when not found.</param>
    public bool TryFindSymbol(VenueId venue, ReadOnlySpan<byte> symbol, out InstrumentId instrument) => _symbols[venue.Value].TryFind(symbol, out instrument);

    /// <summary>Finds an instrument by a venue's number for it.</summary>
    /// <param name="venue">A valid id.</param>
    /// <param name="number">The venue's number.</param>
    /// <param name="instrument">The instrument; meaningless when not found.</param>
    public bool TryFindNumber(VenueId venue, long number, out InstrumentId instrument) => _symbols[venue.Value].TryFind(number, out instrument);

    /// <summary>A venue's symbol for an instrument, ASCII; empty where it has none.</summary>
    /// <param name="venue">A valid id.</param>
    /// <param name="instrument">A valid id.</param>
    public ReadOnlySpan<byte> SymbolOf(VenueId venue, InstrumentId instrument) => _symbols[venue.Value].SymbolOf(instrument.Value);

    /// <summary>A venue's number for an instrument.</summary>
    /// <param name="venue">A valid id.</param>
    /// <param name="instrument">A valid id.</param>
    /// <param name="number">The number; -1 where it has none.</param>
    public bool TryGetNumber(VenueId venue, InstrumentId instrument, out long number)
    {
        number = _symbols[venue.Value].NumberOf(instrument.Value);
        return number != SymbolMap.NoNumber;
    }

    /// <summary>Whether a venue lists an instrument at all: its symbol map names it.</summary>
    /// <param name="venue">A valid id.</param>
    /// <param name="instrument">A valid id.</param>
    public bool IsListed(VenueId venue, InstrumentId instrument) => _symbols[venue.Value].Has(instrument.Value);

    /// <summary>Name of the fee tier in force at a venue; empty without a file.</summary>
    /// <param name="venue">A valid id.</param>
    public string TierOf(VenueId venue) => _tiers[venue.Value];
}
