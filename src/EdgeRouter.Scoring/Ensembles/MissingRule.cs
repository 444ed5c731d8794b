namespace EdgeRouter.Scoring.Ensembles;

/// <summary>Which inputs a split treats as missing, so that they go its default way. The numbers are LightGBM's own; XGBoost has only
/// <see cref="NaN"/>. They are hashed into model ids and stored in forest files: never renumber.</summary>
public enum MissingRule : byte
{
    /// <summary>None: NaN is read as 0 and compared.</summary>
    None = 0,

    /// <summary>0 (after small inputs became 0, see <see cref="InputRules"/>) and NaN.</summary>
    Zero = 1,

    /// <summary>NaN.</summary>
    NaN = 2,
}
