using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Reference;

/// <summary>The most that a reference file may hold. More is refused, so that a file cannot make the router run out of memory.</summary>
public static class ReferenceLimits
{
    /// <summary>Bytes of the file. A day of 12,000 instruments with symbol maps of 16 venues is about 20 MB.</summary>
    public const int FileBytesMax = 64 << 20;

    /// <summary>Instruments.</summary>
    public const int InstrumentsMax = 65_536;

    /// <summary>Venues: as many as a universe holds.</summary>
    public const int VenuesMax = Universe.VenueCountMax;

    /// <summary>Calendars: one a venue is enough.</summary>
    public const int CalendarsMax = Universe.VenueCountMax;

    /// <summary>Versions of one entry: daily figures of four years.</summary>
    public const int VersionsMax = 1_024;

    /// <summary>Tiers of a fee schedule, and bands of a tick table.</summary>
    public const int BandsMax = 64;

    /// <summary>Sessions of one day.</summary>
    public const int SessionsPerDayMax = 8;

    /// <summary>Holidays, and special days, of one calendar.</summary>
    public const int SpecialDaysMax = 1_024;

    /// <summary>Days between the two ends of a file's validity: ten years.</summary>
    public const int ValidityDaysMax = 3_700;

    /// <summary>Sessions of all calendars over the whole validity.</summary>
    public const int SessionIntervalsMax = 1 << 19;

    /// <summary>Changes of the clock of one zone within the validity.</summary>
    public const int ZoneTransitionsMax = 256;

    /// <summary>Bytes of an instrument's symbol, of a venue's symbol for it, and of a venue's or calendar's name.</summary>
    public const int NameBytesMax = 32;

    /// <summary>Highest price, nanos of currency: a thousand million units.</summary>
    public const long PriceNanosMax = 1_000_000_000_000_000_000;

    /// <summary>Highest fee or rebate per share, nanos of currency: ten units.</summary>
    public const long FeeNanosMax = 10_000_000_000;
}
