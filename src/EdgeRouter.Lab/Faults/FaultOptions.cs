using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Lab.Faults;

/// <summary>One run of the router among faults: everything that happens in it follows from these numbers.</summary>
public sealed record FaultOptions
{
    /// <summary>Which run.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Steps until the market closes, 1 to 1,000,000; what is left then is wound up in further ones.</summary>
    public int StepCount { get; init; } = 200;

    /// <summary>Null: the process crashes at random moments. 0: never. N: at every N-th record.</summary>
    public int? CrashEvery { get; init; }

    /// <summary>The process crashes once, when so many records are there; 0 = not so.</summary>
    public int CrashAt { get; init; }

    /// <summary>Whether the run's journal is replayed at its end and held against itself, byte for byte.</summary>
    public bool Replays { get; init; }

    /// <summary>Whether reference data come during the run, and limits are stricter; null: the seed decides.</summary>
    public bool? HasReference { get; init; }

    /// <summary>Whether reference data come in this very run: in five of eight.</summary>
    internal bool LoadsReference => HasReference ?? SplitMix64.Mix(Seed) % 8 < 5;

    /// <summary>The command that repeats the run.</summary>
    public string Command => FormattableString.Invariant($"edgerouter audit faults --seed {Seed} --steps {StepCount}")
        + (CrashEvery is { } every ? FormattableString.Invariant($" --crash-every {every}") : string.Empty)
        + (CrashAt > 0 ? FormattableString.Invariant($" --crash-at {CrashAt}") : string.Empty)
        + (HasReference is { } reference ? reference ? " --reference true" : " --reference false" : string.Empty)
        + (Replays ? " --replay" : string.Empty);

    /// <summary>Checks every value.</summary>
    /// <returns>This.</returns>
    /// <exception cref="EdgeRouterException">ER7107: a value is out of range; the message names it.</exception>
    public FaultOptions Validate()
    {
        Require(StepCount is >= 1 and <= 1_000_000, nameof(StepCount), StepCount, "1 to 1,000,000");
        Require(CrashEvery is null or >= 0, nameof(CrashEvery), CrashEvery ?? 0, "0 or more");
        Require(CrashAt >= 0, nameof(CrashAt), CrashAt, "0 or more");
        return this;
    }

    private static void Require(bool condition, string key, long value, string range)
    {
        if (!condition)
        {
            throw EdgeRouterException.Usage("ER7107", FormattableString.Invariant($"fault option {key} is {value}: it must be {range}"));
        }
    }
}
