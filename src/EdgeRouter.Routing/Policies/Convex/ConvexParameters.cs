using EdgeRouter.Core.Errors;

namespace EdgeRouter.Routing.Policies.Convex;

/// <summary>What the convex policy assumes; <see cref="ConvexTuner"/> finds fill parts and outflows from executions. Validate once, then share.</summary>
public sealed record ConvexParameters
{
    /// <summary>What a share that is not filled now costs beyond the half spread, bps at urgency 50: the under-fill penalty. 0 to 1000.</summary>
    public double UnderfillBps { get; init; } = 5.0;

    /// <summary>What every share sent costs, filled or not, bps: market impact and what others learn from it. 0 to 1000.</summary>
    public double SentBps { get; init; }

    /// <summary>Part of a displayed quantity that a take finds, where the venue's own statistics are not known. Above 0, to 1.</summary>
    public double TakeFillPart { get; init; } = 0.95;

    /// <summary>Mean shares that a midpoint order finds, where statistics are not known. Above 0, to 1e9.</summary>
    public double MidpointOutflowQuantity { get; init; } = 300.0;

    /// <summary>Mean shares that leave a queue while a post rests, where statistics are not known. Above 0, to 1e9.</summary>
    public double PostOutflowQuantity { get; init; } = 300.0;

    /// <summary>Mark-out cost of midpoint fills, bps, where statistics are not known; −1000 to 1000.</summary>
    public double MidpointAdverseBps { get; init; } = 0.3;

    /// <summary>What the midpoint moves against posts that fill, bps, where statistics are not known: their mark-out without the half spread that they earn.
    /// −1000 to 1000.</summary>
    public double PostAdverseBps { get; init; } = 1.0;

    /// <summary>Checks every value.</summary>
    /// <returns>This.</returns>
    /// <exception cref="EdgeRouterException">ER1146: a value is out of range; the message names the key.</exception>
    public ConvexParameters Validate()
    {
        Require(UnderfillBps is >= 0.0 and <= 1e3, nameof(UnderfillBps), UnderfillBps, "0 to 1000");
        Require(SentBps is >= 0.0 and <= 1e3, nameof(SentBps), SentBps, "0 to 1000");
        Require(TakeFillPart is > 0.0 and <= 1.0, nameof(TakeFillPart), TakeFillPart, "above 0, to 1");
        Require(MidpointOutflowQuantity is > 0.0 and <= 1e9, nameof(MidpointOutflowQuantity), MidpointOutflowQuantity, "above 0, to 1e9");
        Require(PostOutflowQuantity is > 0.0 and <= 1e9, nameof(PostOutflowQuantity), PostOutflowQuantity, "above 0, to 1e9");
        Require(MidpointAdverseBps is >= -1e3 and <= 1e3, nameof(MidpointAdverseBps), MidpointAdverseBps, "-1000 to 1000");
        Require(PostAdverseBps is >= -1e3 and <= 1e3, nameof(PostAdverseBps), PostAdverseBps, "-1000 to 1000");
        return this;
    }

    private static void Require(bool condition, string key, double value, string range)
    {
        if (!condition)
        {
            throw EdgeRouterException.Usage("ER1146", FormattableString.Invariant($"convex parameter {key} is {value}: it must be {range}"));
        }
    }
}
