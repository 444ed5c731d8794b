using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>Thresholds as the codes need them.</summary>
internal static class EffectiveCut
{
    /// <summary>The cut on the raw input that equals the threshold on the canonical one. LightGBM reads inputs within ±1e-35 as 0, so a
    /// threshold inside this band moves to its edge, and the coder need not look for small inputs.</summary>
    /// <param name="library">Library of the model.</param>
    /// <param name="threshold">RIGHT ⇔ canonical x ≥ threshold; NaN = never.</param>
    public static double Of(ModelLibrary library, double threshold)
    {
        if (library == ModelLibrary.Xgboost || !(Math.Abs(threshold) <= InputRules.ZeroBand))
        {
            // −0 and 0 are one threshold and must be one cut.
            return threshold + 0.0;
        }

        return threshold <= 0.0 ? -InputRules.ZeroBand : Math.BitIncrement(InputRules.ZeroBand);
    }

    /// <summary>The smallest float32 that is not below a cut: for float32 inputs both divide alike.</summary>
    /// <param name="cut">Cut, or NaN.</param>
    public static float ToSingle(double cut)
    {
        float nearest = (float)cut;

        // A cut just below 0 becomes −0, which must be one cut with 0.
        return (nearest < cut ? MathF.BitIncrement(nearest) : nearest) + 0f;
    }
}
