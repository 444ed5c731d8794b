using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>Which lane variant a split reads.</summary>
internal static class LaneVariants
{
    /// <summary>Number of variants.</summary>
    public const int Count = 5;

    /// <summary>Variant of a numeric split.</summary>
    /// <param name="node">A numeric split.</param>
    public static LaneVariant Of(in TreeNode node) => (node.Missing, node.MissingGoesRight) switch
    {
        (MissingRule.NaN, false) => LaneVariant.NaNLeft,
        (MissingRule.NaN, true) => LaneVariant.NaNRight,
        (MissingRule.Zero, false) => LaneVariant.ZeroLeft,
        (MissingRule.Zero, true) => LaneVariant.ZeroRight,
        _ => LaneVariant.NaNIsZero,
    };
}
