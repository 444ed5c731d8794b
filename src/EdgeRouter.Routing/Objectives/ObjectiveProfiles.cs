using EdgeRouter.Core.Errors;

namespace EdgeRouter.Routing.Objectives;

/// <summary>The desk's objectives, by the number that an order names. Validate once, then share.</summary>
public sealed record ObjectiveProfiles
{
    /// <summary>Most profiles: an order names one in a byte.</summary>
    public const int CountMax = 256;

    /// <summary>The profiles; 0 is the default one. 1 to 256.</summary>
    public IReadOnlyList<ObjectiveWeights> Profiles { get; init; } = [new ObjectiveWeights()];

    /// <summary>Whether an order may name the profile.</summary>
    /// <param name="profile">An order's.</param>
    public bool Has(byte profile) => profile < Profiles.Count;

    /// <summary>Checks every value.</summary>
    /// <returns>This.</returns>
    /// <exception cref="EdgeRouterException">ER1148: a value is out of range; the message names profile and key.</exception>
    public ObjectiveProfiles Validate()
    {
        if (Profiles.Count is < 1 or > CountMax)
        {
            throw EdgeRouterException.Usage("ER1148", $"there are {Profiles.Count} objective profiles: give 1 to {CountMax}");
        }

        for (int i = 0; i < Profiles.Count; i++)
        {
            ObjectiveWeights weights = Profiles[i];
            Require(weights.Name.Length > 0, i, nameof(weights.Name), 0, "a word");
            Require(weights.Shortfall is >= 0.0 and <= 1e3, i, nameof(weights.Shortfall), weights.Shortfall, "0 to 1000");
            Require(weights.TimeBpsPerSecond is >= 0.0 and <= 1e6, i, nameof(weights.TimeBpsPerSecond), weights.TimeBpsPerSecond, "0 to 1e6");
            Require(weights.Leakage is >= 0.0 and <= 1e3, i, nameof(weights.Leakage), weights.Leakage, "0 to 1000");
            Require(weights.RetryTimeNs >= 0, i, nameof(weights.RetryTimeNs), weights.RetryTimeNs, "0 or more");
        }

        return this;
    }

    private static void Require(bool condition, int profile, string key, double value, string range)
    {
        if (!condition)
        {
            throw EdgeRouterException.Usage("ER1148", FormattableString.Invariant($"objective profile {profile}: {key} is {value}: it must be {range}"));
        }
    }
}
