namespace EdgeRouter.Journal;

/// <summary>When a group of inputs is committed: whichever bound is reached first.</summary>
public sealed record GroupCommitOptions
{
    /// <summary>Most inputs of a group, at least 1. Default 64: a device flush is shared by that many, and a burst of inputs waits for one flush.</summary>
    public int InputsMax { get; init; } = 64;

    /// <summary>Longest that a group's first input waits, ns, at least 0. Default 50,000: less than a flush itself takes on a fast device.</summary>
    public long DelayNsMax { get; init; } = 50_000;

    /// <summary>Pause after a failed commit before the next attempt, ns, at least 0. Default 1,000,000: a full disc costs the router a thousand attempts a second at most.</summary>
    public long RetryNs { get; init; } = 1_000_000;
}
