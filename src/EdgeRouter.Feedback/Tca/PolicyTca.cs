namespace EdgeRouter.Feedback.Tca;

/// <summary>One policy's costs.</summary>
public sealed record PolicyTca
{
    /// <summary>Policy.</summary>
    public required string Policy { get; init; }

    /// <summary>Parents that were accepted and have ended.</summary>
    public int ParentCount { get; init; }

    /// <summary>Parents that were refused; they count nowhere else.</summary>
    public int RejectedCount { get; init; }

    /// <summary>Ended parents without a quote to measure against; they count in quantities and fees, not in the shortfall.</summary>
    public int UnmeasuredCount { get; init; }

    /// <summary>Implementation shortfall on the full quantity, bps: mean over parents, clustered by instrument and hour. The headline.</summary>
    public ClusterMean ShortfallBps { get; init; }

    /// <summary>The same weighted by value: total cost over total value, bps.</summary>
    public double ShortfallByValueBps { get; init; }

    /// <summary>Slippage of all fills against the midpoint at the decision, fees included, bps of value; positive = worse. NaN without fills.</summary>
    public double SlippageBps { get; init; }

    /// <summary>Shares filled over shares asked for, 0 to 1. NaN without parents.</summary>
    public double FillRate { get; init; }

    /// <summary>Shares asked for.</summary>
    public long Quantity { get; init; }

    /// <summary>Shares filled.</summary>
    public long FilledQuantity { get; init; }

    /// <summary>Fees in currency units; negative = rebates.</summary>
    public double Fees { get; init; }

    /// <summary>Fees in bps of the filled value. NaN without fills.</summary>
    public double FeesBps { get; init; }

    /// <summary>Children sent.</summary>
    public int ChildCount { get; init; }
}
