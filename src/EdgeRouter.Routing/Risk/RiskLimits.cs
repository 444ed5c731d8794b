using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Routing.Risk;

/// <summary>Limits of the risk gate (after SEC rule 15c3-5). Validate once, then frozen.</summary>
public sealed record RiskLimits
{
    /// <summary>How far a limit price may lie beyond the national best quote on the other side, bps of that quote; 1 to 10,000.</summary>
    public int PriceCollarBps { get; init; } = 200;

    /// <summary>Most shares of one child order; above 0.</summary>
    public long OrderQuantityMax { get; init; } = 100_000;

    /// <summary>Most notional of one child order, units of currency; above 0.</summary>
    public long OrderNotionalMax { get; init; } = 5_000_000;

    /// <summary>Most child orders in any window of <see cref="OrderRateWindowNs"/>; 1 to 1,000,000.</summary>
    public int OrderRateMax { get; init; } = 10_000;

    /// <summary>Length of the window, ns; above 0.</summary>
    public long OrderRateWindowNs { get; init; } = TimeUnits.Second;

    /// <summary>Largest position of one instrument, shares, long or short, if everything open on that side were executed; above 0.</summary>
    public long PositionMax { get; init; } = 10_000_000;

    /// <summary>Symbols that must not be traded.</summary>
    public IReadOnlyList<string> RestrictedSymbols { get; init; } = [];

    /// <summary>Checks every value.</summary>
    /// <returns>This.</returns>
    /// <exception cref="EdgeRouterException">ER1110: a value is out of range; the message names the key.</exception>
    public RiskLimits Validate()
    {
        Require(PriceCollarBps is >= 1 and <= 10_000, nameof(PriceCollarBps), PriceCollarBps, "1 to 10000");
        Require(OrderQuantityMax > 0, nameof(OrderQuantityMax), OrderQuantityMax, "above 0");
        Require(OrderNotionalMax > 0, nameof(OrderNotionalMax), OrderNotionalMax, "above 0");
        Require(OrderRateMax is >= 1 and <= 1_000_000, nameof(OrderRateMax), OrderRateMax, "1 to 1000000");
        Require(OrderRateWindowNs > 0, nameof(OrderRateWindowNs), OrderRateWindowNs, "above 0");
        Require(PositionMax > 0, nameof(PositionMax), PositionMax, "above 0");
        return this;
    }

    private static void Require(bool condition, string key, long value, string range)
    {
        if (!condition)
        {
            throw EdgeRouterException.Usage("ER1110", $"risk limit {key} is {value}: it must be {range}");
        }
    }
}
