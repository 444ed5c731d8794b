namespace EdgeRouter.Simulation.Parameters;

/// <summary>Fees that hold once enough of our shares were executed at the venue on the day. Fees are nanos of currency per share; negative = rebate.</summary>
public sealed record FeeTierParameters
{
    /// <summary>Our shares executed at the venue on the day, from which the tier holds; it holds for the fills that follow. Above 0, rising from tier to tier.</summary>
    public required long FromShares { get; init; }

    /// <summary>Fee for removing liquidity. ±10,000,000.</summary>
    public long TakerFeeNanos { get; init; }

    /// <summary>Fee for adding liquidity. ±10,000,000.</summary>
    public long MakerFeeNanos { get; init; }

    /// <summary>Fee for an execution at a midpoint or in an auction. ±10,000,000.</summary>
    public long MidpointFeeNanos { get; init; }
}
