namespace EdgeRouter.Feedback.Tca;

/// <summary>What an unfilled share costs. The same for every policy: a policy cannot choose how its own failures are priced.</summary>
public sealed record TcaOptions
{
    /// <summary>Constant impact of completing the rest at the end, bps. Default 1: about a tick of a 100-dollar share.</summary>
    public double UnfilledImpactBps { get; init; } = 1.0;

    /// <summary>Square-root impact, bps at a rest as large as the average daily volume: adds <c>this × √(rest / ADV)</c>. 0 = off, the default, as the ADV must be given.</summary>
    public double SquareRootImpactBps { get; init; }

    /// <summary>Average daily volume by symbol, shares; needed when <see cref="SquareRootImpactBps"/> is not 0.</summary>
    public IReadOnlyDictionary<string, long> AverageDailyVolumes { get; init; } = new Dictionary<string, long>();

    /// <summary>Fee for completing the rest, nanos of currency a share. Default $0.0030: the cap on access fees in Rule 610(c) of Regulation NMS. Without it
    /// a policy would save the taker fee by not trading.</summary>
    public long UnfilledFeeNanos { get; init; } = 3_000_000;

    /// <summary>Confidence of the intervals, above 0 and below 1.</summary>
    public double Confidence { get; init; } = 0.95;
}
