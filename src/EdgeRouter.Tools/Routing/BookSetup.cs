using System.Globalization;
using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine;
using EdgeRouter.Routing.Objectives;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Protection;

namespace EdgeRouter.Tools.Routing;

/// <summary>What a router needs, from a book file: checked, in the router's own units.</summary>
internal static class BookSetup
{
    private const string FaultId = "ER4060";
    private const int SymbolLengthMax = 6;
    private const decimal NanosPerUnit = Price.NanosPerUnit;

    /// <summary>Profiles where the file has none.</summary>
    public static readonly ObjectiveProfiles Usual = new()
    {
        Profiles =
        [
            new ObjectiveWeights { Name = "cost" },
            new ObjectiveWeights { Name = "speed", TimeBpsPerSecond = 50.0 },
            new ObjectiveWeights { Name = "discretion", Leakage = 1.0 },
        ],
    };

    private static readonly string[] Statuses = ["trading", "quoting", "paused", "halted"];

    private static readonly (string Name, VenueCapabilities Value)[] Capabilities =
    [
        ("minimumQuantity", VenueCapabilities.MinimumQuantity), ("conditional", VenueCapabilities.Conditional), ("midpointPeg", VenueCapabilities.MidpointPeg),
        ("primaryPeg", VenueCapabilities.PrimaryPeg), ("immediateOrCancel", VenueCapabilities.ImmediateOrCancel), ("intermarketSweep", VenueCapabilities.IntermarketSweep),
    ];

    /// <summary>Instant of the order, ns since the Unix epoch.</summary>
    public static long TimeNs(RouteBook book) => (book.Time.UtcDateTime - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    /// <summary>The universe of the file.</summary>
    /// <exception cref="EdgeRouterException">ER4060: a value is wrong.</exception>
    public static Universe UniverseOf(RouteBook book, string name)
    {
        Require(book.Instruments.Count > 0 && book.Venues.Count > 0, name, "instruments and venues are empty: name them, or give reference data by --reference");
        foreach (RouteBook.InstrumentEntry i in book.Instruments)
        {
            Require(i.Symbol.Length is > 0 and <= SymbolLengthMax && i.Symbol.All(char.IsAsciiLetterOrDigit), name, $"symbol '{i.Symbol}' is not 1 to {SymbolLengthMax} letters and digits");
        }

        try
        {
            return new Universe(
                [.. book.Instruments.Select((i, n) => new Instrument
                {
                    Id = new InstrumentId(n),
                    Symbol = i.Symbol,
                    TickNanos = Nanos(i.Tick, name, $"tick of {i.Symbol}"),
                    RoundLot = i.RoundLot,
                    AverageDailyVolume = i.AverageDailyVolume,
                    AverageTrueRangeNanos = Nanos(i.AverageTrueRange, name, $"averageTrueRange of {i.Symbol}"),
                })],
                [.. book.Venues.Select((v, n) => VenueOf(v, n, name))]);
        }
        catch (EdgeRouterException e) when (e.Id != FaultId)
        {
            throw Fault(name, e.Message);
        }
    }

    /// <summary>One feed a venue.</summary>
    public static VenueFeed[] FeedsOf(Universe universe) =>
        [.. universe.Venues.ToArray().Select(v => new VenueFeed(v.Id, new FeedEndpoint(0xE000_1E00u + v.Id.Value, (ushort)(30_000 + v.Id.Value)), default))];

    /// <summary>The objectives of the file, or the usual ones.</summary>
    public static ObjectiveProfiles ObjectivesOf(RouteBook book) => book.Objectives.Count == 0 ? Usual : new ObjectiveProfiles
    {
        Profiles = [.. book.Objectives.Select(o => new ObjectiveWeights
        {
            Name = o.Name,
            Shortfall = o.Shortfall,
            TimeBpsPerSecond = o.TimeBpsPerSecond,
            Leakage = o.Leakage,
            RetryTimeNs = (long)(o.RetryTimeMs * TimeUnits.Millisecond),
        })],
    };

    /// <summary>How policies are made.</summary>
    public static PolicyOptions PoliciesOf(RouteBook book, string name) => new PolicyOptions
    {
        Waterfall = new WaterfallOptions
        {
            ScoreBandMicroBps = (long)(book.Waterfall.ScoreBandBps * 1_000_000m),
            SweepsBeyondTouch = book.Waterfall.SweepsBeyondTouch,
            SplitRowCountMax = book.Waterfall.SplitRowCountMax,
            Protection = new ProtectionOptions { Mode = ModeOf(book.Waterfall.Protection, name) },
        },
        Exploration = new ExplorationOptions { Rate = book.Exploration.Rate, Seed = book.Exploration.Seed },
    };

    /// <summary>A status by its name.</summary>
    public static TradingStatus StatusOf(RouteBook.Shown shown, string name) => shown.Status switch
    {
        "trading" => TradingStatus.Trading,
        "quoting" => TradingStatus.Quoting,
        "paused" => TradingStatus.Paused,
        "halted" => TradingStatus.Halted,
        _ => throw Fault(name, $"status '{shown.Status}' of {shown.Symbol} at {shown.Venue} is none of {string.Join(", ", Statuses)}"),
    };

    /// <summary>Nanos of an amount that a feed can carry: whole millionths.</summary>
    public static long FeedNanos(decimal amount, string name, string what)
    {
        long nanos = Nanos(amount, name, what);
        Require(nanos % 1000 == 0, name, string.Create(CultureInfo.InvariantCulture, $"{what} is {amount}: a feed carries six decimal places"));
        return nanos;
    }

    /// <summary>Refuses a value.</summary>
    public static EdgeRouterException Fault(string name, string what) => EdgeRouterException.BadInput(FaultId, $"{name}: {what}");

    /// <summary>Refuses a value where a condition does not hold.</summary>
    public static void Require(bool condition, string name, string what)
    {
        if (!condition)
        {
            throw Fault(name, what);
        }
    }

    private static long Nanos(decimal amount, string name, string what)
    {
        Require(Math.Abs(amount) <= 1_000_000_000m && decimal.Truncate(amount * NanosPerUnit) == amount * NanosPerUnit, name, string.Create(CultureInfo.InvariantCulture, $"{what} is {amount}: give at most nine decimal places and 1e9"));
        return (long)(amount * NanosPerUnit);
    }

    private static Venue VenueOf(RouteBook.VenueEntry entry, int id, string name) => new()
    {
        Id = new VenueId((byte)Math.Min(id, byte.MaxValue)),
        Name = entry.Name,
        Kind = entry.Kind switch
        {
            "lit" => VenueKind.Lit,
            "inverted" => VenueKind.Inverted,
            "midpoint" => VenueKind.Midpoint,
            "auction" => VenueKind.Auction,
            _ => throw Fault(name, $"kind '{entry.Kind}' of venue {entry.Name} is none of lit, inverted, midpoint, auction"),
        },
        StaticRank = entry.StaticRank,
        IsProtected = entry.Protected,
        LatencyNs = (long)(entry.LatencyUs * TimeUnits.Microsecond),
        TakerFeeNanos = Nanos(entry.TakerFee, name, $"takerFee of {entry.Name}"),
        MakerFeeNanos = Nanos(entry.MakerFee, name, $"makerFee of {entry.Name}"),
        MidpointFeeNanos = Nanos(entry.MidpointFee, name, $"midpointFee of {entry.Name}"),
        Capabilities = entry.Capabilities is null ? VenueCapabilities.All : CapabilitiesOf(entry, name),
    };

    private static VenueCapabilities CapabilitiesOf(RouteBook.VenueEntry entry, string name)
    {
        VenueCapabilities all = VenueCapabilities.None;
        foreach (string word in entry.Capabilities!)
        {
            int index = Array.FindIndex(Capabilities, c => c.Name == word);
            Require(index >= 0, name, $"capability '{word}' of venue {entry.Name} is none of {string.Join(", ", Capabilities.Select(c => c.Name))}");
            all |= Capabilities[index].Value;
        }

        return all;
    }

    private static ProtectionMode ModeOf(string word, string name) => word switch
    {
        "on" => ProtectionMode.On,
        "best-execution-only" => ProtectionMode.BestExecutionOnly,
        "off" => ProtectionMode.Off,
        _ => throw Fault(name, $"waterfall.protection '{word}' is none of on, best-execution-only, off"),
    };
}
