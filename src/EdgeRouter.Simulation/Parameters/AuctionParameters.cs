namespace EdgeRouter.Simulation.Parameters;

/// <summary>A venue that collects orders and uncrosses them at one price, again and again; and who is there to be met.</summary>
public sealed record AuctionParameters
{
    /// <summary>From the first order to the earliest end, ns. 1 ms to 60 s.</summary>
    public long PeriodNs { get; init; } = 100_000_000;

    /// <summary>Most that the end is later, uniform, ns: nobody can aim at it. 0 to 60 s.</summary>
    public long RandomEndNs { get; init; } = 50_000_000;

    /// <summary>Most shares of surplus, as a multiple of what would trade, at which an uncross takes place; 0 = any. 0 to 1,000,000.</summary>
    public double SurplusFactorMax { get; init; }

    /// <summary>Length of the slots in which residents come, ns; interest stays until its slot ends. 0 = nobody comes; else 10 ms to 600 s.</summary>
    public long ResidentPeriodNs { get; init; }

    /// <summary>Probability that a slot has interest of a side; the sides are independent. 0 to 1.</summary>
    public double ResidentProbability { get; init; } = 0.5;

    /// <summary>Mean size of an interest before the instrument's scale, round lots. Above 0, at most 100,000.</summary>
    public double ResidentLotsMean { get; init; } = 8.0;

    /// <summary>Standard deviation of the logarithm of that size. 0 to 3.</summary>
    public double ResidentLotsSigma { get; init; } = 0.6;
}
