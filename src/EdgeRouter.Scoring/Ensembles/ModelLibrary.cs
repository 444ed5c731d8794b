namespace EdgeRouter.Scoring.Ensembles;

/// <summary>The library that trained a model: it decides how inputs are read and in which arithmetic leaves are summed. The numbers are
/// hashed into model ids and stored in forest files: never renumber.</summary>
public enum ModelLibrary
{
    /// <summary>XGBoost: inputs are narrowed to float32, leaves are summed in float32.</summary>
    Xgboost = 0,

    /// <summary>LightGBM: inputs within ±1e-35 (float32) are read as 0, leaves are summed in double.</summary>
    LightGbm = 1,
}
