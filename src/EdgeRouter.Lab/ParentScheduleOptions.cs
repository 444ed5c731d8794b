using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Lab;

/// <summary>What parent orders a simulated desk sends. The same seed gives the same orders to every policy.</summary>
public sealed record ParentScheduleOptions
{
    /// <summary>Mean seconds between two parents of one instrument.</summary>
    public double MeanIntervalSeconds { get; init; } = 6.0;

    /// <summary>Median size, shares: around the displayed size at the touch of one venue.</summary>
    public double MedianQuantity { get; init; } = 600;

    /// <summary>Standard deviation of the logarithm of the size.</summary>
    public double LogQuantityDeviation { get; init; } = 0.8;

    /// <summary>Largest size, shares.</summary>
    public long QuantityMax { get; init; } = 6000;

    /// <summary>Fraction with a limit price; the rest are market orders.</summary>
    public double LimitFraction { get; init; } = 0.3;

    /// <summary>How far beyond the far touch a limit stands, basis points of the price, at most.</summary>
    public double LimitRoomBps { get; init; } = 20;

    /// <summary>What children may do.</summary>
    public RouteActions PermittedActions { get; init; } = RouteActions.Aggressive;

    /// <summary>Seconds that a parent has; what is not executed by then expires. Half a minute: long against a round trip, so that no policy is cut off while
    /// it still finds shares, and short against the interval in which the market's regime changes. 0 = until the close.</summary>
    public double HorizonSeconds { get; init; } = 30;

    /// <summary>No parents in the first seconds of the day: books fill and statistics start.</summary>
    public double QuietStartSeconds { get; init; } = 30;

    /// <summary>No parents in the last seconds: what is open can end.</summary>
    public double QuietEndSeconds { get; init; } = 30;

    /// <summary>Checks every range.</summary>
    /// <returns>This.</returns>
    /// <exception cref="EdgeRouterException">ER7101: a value is out of range; the message names it.</exception>
    public ParentScheduleOptions Validated()
    {
        Require(MeanIntervalSeconds is > 0.001 and < 1e6, nameof(MeanIntervalSeconds));
        Require(MedianQuantity is >= 1 and <= 1e9, nameof(MedianQuantity));
        Require(LogQuantityDeviation is >= 0 and <= 5, nameof(LogQuantityDeviation));
        Require(QuantityMax is >= 1 and <= 1_000_000_000, nameof(QuantityMax));
        Require(LimitFraction is >= 0 and <= 1, nameof(LimitFraction));
        Require(LimitRoomBps is >= 0 and <= 10_000, nameof(LimitRoomBps));
        Require(PermittedActions != RouteActions.None, nameof(PermittedActions));
        Require(HorizonSeconds is >= 0 and <= 86_400, nameof(HorizonSeconds));
        Require(QuietStartSeconds >= 0, nameof(QuietStartSeconds));
        Require(QuietEndSeconds >= 0, nameof(QuietEndSeconds));
        return this;
    }

    private static void Require(bool condition, string key)
    {
        if (!condition)
        {
            throw EdgeRouterException.Usage("ER7101", $"parent schedule option {key} is out of range");
        }
    }
}
