namespace EdgeRouter.Feedback.Tca;

/// <summary>One policy's costs at one venue.</summary>
public sealed record VenueTca
{
    /// <summary>Policy.</summary>
    public required string Policy { get; init; }

    /// <summary>Venue's name.</summary>
    public required string Venue { get; init; }

    /// <summary>Children sent there.</summary>
    public int ChildCount { get; init; }

    /// <summary>Children that filled at least in part.</summary>
    public int FilledChildCount { get; init; }

    /// <summary>Shares sent.</summary>
    public long Quantity { get; init; }

    /// <summary>Shares filled.</summary>
    public long FilledQuantity { get; init; }

    /// <summary>Shares filled over shares sent, 0 to 1.</summary>
    public double FillRate { get; init; }

    /// <summary>Share of the policy's filled shares, 0 to 1. NaN when the policy filled none.</summary>
    public double FillShare { get; init; }

    /// <summary>Slippage against the midpoint at the decision, fees included, bps of value; positive = worse. NaN without fills.</summary>
    public double SlippageBps { get; init; }

    /// <summary>Fees in currency units; negative = rebates.</summary>
    public double Fees { get; init; }

    /// <summary>Fees in bps of the filled value. NaN without fills.</summary>
    public double FeesBps { get; init; }
}
