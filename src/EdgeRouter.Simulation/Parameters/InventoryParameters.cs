namespace EdgeRouter.Simulation.Parameters;

/// <summary>Makers lean against what they hold: the net of a rolling window shifts their prices and thins their quotes.</summary>
public sealed record InventoryParameters
{
    /// <summary>Window, s; what is older is forgotten. 1 to 600.</summary>
    public double WindowSeconds { get; init; } = 30.0;

    /// <summary>Shift of the reference against each round lot held (before the instrument's scale), ticks. 0 to 10.</summary>
    public double SkewTicksPerLot { get; init; } = 0.02;

    /// <summary>Largest shift, ticks. 0 to 20.</summary>
    public double SkewTicksMax { get; init; } = 1.0;

    /// <summary>How much smaller the side that would add to the holding is at the largest shift. 0 to 0.9.</summary>
    public double SizeSkew { get; init; } = 0.3;
}
