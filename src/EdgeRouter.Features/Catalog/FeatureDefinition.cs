namespace EdgeRouter.Features.Catalog;

/// <summary>One feature.</summary>
/// <param name="Feature">Its position in a row.</param>
/// <param name="Name">Stable name, snake case: column of datasets and key of models.</param>
/// <param name="Group">What it depends on.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Text">Definition.</param>
public readonly record struct FeatureDefinition(Feature Feature, string Name, FeatureGroup Group, string Unit, string Text)
{
    /// <summary>Position in a row, 0-based.</summary>
    public int Index => (int)Feature;
}
