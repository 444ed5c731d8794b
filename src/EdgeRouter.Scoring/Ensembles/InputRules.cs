namespace EdgeRouter.Scoring.Ensembles;

/// <summary>How each library reads an input before it walks a tree.</summary>
public static class InputRules
{
    /// <summary>LightGBM reads inputs of at most this size as 0: 1e-35 in float32, widened.</summary>
    public const double ZeroBand = 1.0000000180025095e-35;

    private const double XgboostCategoryLimit = 16777216.0;
    private const double Int32Limit = 2147483648.0;

    /// <summary>The input as the trees of <paramref name="library"/> see it.</summary>
    /// <param name="library">Library of the model.</param>
    /// <param name="x">Input; NaN = missing.</param>
    public static double Canonical(ModelLibrary library, double x) => library == ModelLibrary.Xgboost
        ? (float)x
        : Math.Abs(x) <= ZeroBand ? 0.0 : x;

    /// <summary>The category that an input means, or −1 if it means none.</summary>
    /// <param name="library">Library of the model.</param>
    /// <param name="x">From <see cref="Canonical"/>, not NaN.</param>
    /// <remarks>XGBoost takes 0 ≤ x &lt; 2^24. LightGBM truncates towards zero first, so that −0.5 is category 0.</remarks>
    public static int CategoryOf(ModelLibrary library, double x)
    {
        bool isCategory = library == ModelLibrary.Xgboost ? x is >= 0.0 and < XgboostCategoryLimit : x is > -1.0 and < Int32Limit;
        return isCategory ? (int)x : -1;
    }
}
