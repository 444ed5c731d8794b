namespace EdgeRouter.Simulation.Parameters;

/// <summary>All parameters of a simulated market. Immutable; the same parameters, seed and day give the same market to the last bit.</summary>
public sealed record MarketParameters
{
    /// <summary>Instruments in id order. 1 to 64.</summary>
    public required IReadOnlyList<InstrumentParameters> Instruments { get; init; }

    /// <summary>Venues in id order. 1 to 64, at least one of them displayed.</summary>
    public required IReadOnlyList<VenueParameters> Venues { get; init; }

    /// <summary>Latent price.</summary>
    public PriceParameters Price { get; init; } = new();

    /// <summary>Takers and makers.</summary>
    public FlowParameters Flow { get; init; } = new();

    /// <summary>What happens at known times; absent = nothing. At most 1,000.</summary>
    public IReadOnlyList<ScheduleEntry>? Schedule { get; init; }

    /// <summary>Length of the session, s, from 09:30 New York. 1 to 23,400.</summary>
    public int DurationSeconds { get; init; } = 23_400;

    /// <summary>Whether every frame is also sent on line B.</summary>
    public bool HasLineB { get; init; }

    /// <summary>Faults of the feed lines and snapshots; null = no faults, no snapshots.</summary>
    public FeedParameters? Feed { get; init; }

    /// <summary>Folder of real trades and quotes that give latent price and taker tape; null = synthetic.</summary>
    public string? TaqPath { get; init; }

    /// <summary>First day of the tape, <c>yyyyMMdd</c>; later days follow in the order of the folder's dates.</summary>
    public string? TaqDate { get; init; }

    /// <summary>The default market: three instruments, six unlike venues.</summary>
    public static MarketParameters CreateDefault() => MarketDefaults.CreateDefault();

    /// <summary>The null market: six venues alike in everything, a martingale for a price; no policy can gain there in expectation.</summary>
    public static MarketParameters CreateNull() => MarketDefaults.CreateNull();

    /// <summary>The default venues, driven by the real tape of BAC, AIG and IBM.</summary>
    /// <param name="folder">Folder with <c>bac_20131007_trade.zip</c> and the like.</param>
    /// <param name="date">First day, <c>yyyyMMdd</c>.</param>
    public static MarketParameters CreateTaq(string folder, string date) => MarketDefaults.CreateTaq(folder, date);
}
