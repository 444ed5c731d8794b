using EdgeRouter.Core.Errors;
using EdgeRouter.Routing.Policies;

namespace EdgeRouter.Lab.Reference;

/// <summary>The policies that every other one is held against, all played by the real engine, and the two oracles that bound them.</summary>
public static class ReferencePolicies
{
    private static readonly (string Name, byte Id)[] Extra = [("dark-explore", PolicyIds.DarkExplore), ("random-row", PolicyIds.Random)];

    private static readonly (string Name, byte Id)[] Table =
    [
        ("static", PolicyIds.Static),
        ("best-price", PolicyIds.BestPrice),
        ("proportional", PolicyIds.Proportional),
        ("convex", PolicyIds.Convex),
        (ReferenceNames.Random, GuestPolicies.RandomAction),
        (ReferenceNames.Visible, GuestPolicies.Visible),
        (ReferenceNames.Clairvoyant, GuestPolicies.Clairvoyant),
    ];

    /// <summary>The names that <c>all</c> stands for.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(p => p.Name)];

    /// <summary>Names that may be asked for beside them.</summary>
    public static IReadOnlyList<string> ExtraNames { get; } = [.. Extra.Select(p => p.Name)];

    /// <summary>Whether a name is an oracle's.</summary>
    /// <param name="name">Name.</param>
    public static bool IsOracle(string name) => name is ReferenceNames.Visible or ReferenceNames.Clairvoyant;

    /// <summary>Reads a list of names.</summary>
    /// <param name="text"><c>all</c>, or names parted by commas.</param>
    /// <returns>Names, each once.</returns>
    /// <exception cref="EdgeRouterException">ER7123: a name is none of these.</exception>
    public static IReadOnlyList<string> Parse(string text)
    {
        if (text == "all")
        {
            return Names;
        }

        string[] names = [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
        string? unknown = names.Length == 0 ? text : names.FirstOrDefault(n => !Table.Concat(Extra).Any(p => p.Name == n));
        return unknown is null ? names : throw EdgeRouterException.Usage(
            "ER7123", $"no reference policy is called '{unknown}': take all, or some of {string.Join(", ", Names.Concat(ExtraNames))}");
    }

    internal static byte IdOf(string name) => Table.Concat(Extra).First(p => p.Name == name).Id;

    /// <summary>The family that the clairvoyant chooses from: every reference policy, the oracle that sees, and its own plans.</summary>
    internal static IReadOnlyList<byte> Family { get; } =
    [
        .. Table.Concat(Extra).Select(p => p.Id).Where(id => id != GuestPolicies.Clairvoyant),
        .. GuestPolicies.Plans.Select((_, index) => (byte)(GuestPolicies.FirstPlan + index)),
    ];
}
