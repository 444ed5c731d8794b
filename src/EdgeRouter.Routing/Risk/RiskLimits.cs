using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Routing.Risk;

/// <summary>Limits of the risk gate (after SEC rule 15c3-5). Null = no such limit. Money is in whole units of currency. Frozen after construction; new ones
/// are switched in as a whole (<see cref="RiskGate.TryReload"/>).</summary>
public sealed record RiskLimits
{
    /// <summary>How far a limit price may lie beyond the national best quote on the other side, bps of that quote; 1 to 10,000.</summary>
    public int PriceCollarBps { get; init; } = 200;

    /// <summary>Most shares of one child order; 1 to 10^15.</summary>
    public long OrderQuantityMax { get; init; } = 100_000;

    /// <summary>Most notional of one child order, units of currency; above 0.</summary>
    public long OrderNotionalMax { get; init; } = 5_000_000;

    /// <summary>Most notional of everything open, buys and sells added, units of currency; above 0.</summary>
    public long? OpenNotionalMax { get; init; }

    /// <summary>Largest position of one instrument, shares, long or short, if everything open on that side were executed; 1 to 10^15.</summary>
    public long PositionMax { get; init; } = 10_000_000;

    /// <summary>Largest sum of position notionals over all instruments, long and short added, each as if what makes it largest were executed; units of
    /// currency, above 0.</summary>
    public long? PositionNotionalMax { get; init; }

    /// <summary>Most child orders in any window of <see cref="OrderRateWindowNs"/>; 1 to 1,000,000.</summary>
    public int OrderRateMax { get; init; } = 10_000;

    /// <summary>Most child orders to one venue in any window; 1 to 100,000.</summary>
    public int? VenueOrderRateMax { get; init; }

    /// <summary>Most child orders of one client in any window; 1 to 10,000.</summary>
    public int? ClientOrderRateMax { get; init; }

    /// <summary>Length of the window, ns; 1 ns to 1 day.</summary>
    public long OrderRateWindowNs { get; init; } = TimeUnits.Second;

    /// <summary>How long an equal order is refused as a duplicate, ns; 1 ns to 1 day; null = duplicates are not looked for.</summary>
    public long? DuplicateWindowNs { get; init; }

    /// <summary>Most shares of one parent order; above 0.</summary>
    public long? ParentQuantityMax { get; init; }

    /// <summary>Most notional of one parent order, units of currency; above 0. Priced at its limit, else at the far side on arrival.</summary>
    public long? ParentNotionalMax { get; init; }

    /// <summary>Whether only clients of <see cref="Clients"/>, those whose credit was set, and the house may trade.</summary>
    public bool IsClientListClosed { get; init; }

    /// <summary>Symbols that must not be traded.</summary>
    public IReadOnlyList<string> RestrictedSymbols { get; init; } = [];

    /// <summary>Symbols that must not be sold short without a locate.</summary>
    public IReadOnlyList<string> HardToBorrowSymbols { get; init; } = [];

    /// <summary>What differs for single instruments.</summary>
    public IReadOnlyList<InstrumentRiskLimits> Instruments { get; init; } = [];

    /// <summary>What holds for single venues in addition.</summary>
    public IReadOnlyList<VenueRiskLimits> Venues { get; init; } = [];

    /// <summary>What holds for single clients in addition.</summary>
    public IReadOnlyList<ClientRiskLimits> Clients { get; init; } = [];

    /// <summary>Checks every value that can be checked without knowing the instruments and venues.</summary>
    /// <returns>This.</returns>
    /// <exception cref="EdgeRouterException">ER1110: a value is out of range; the message names the key.</exception>
    public RiskLimits Validate() =>
        RiskLimitsCheck.ProblemOf(this) is { } problem ? throw EdgeRouterException.Usage("ER1110", problem) : this;
}
