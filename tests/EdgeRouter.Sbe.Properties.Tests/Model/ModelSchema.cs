namespace EdgeRouter.Sbe.Properties.Tests.Model;

/// <summary>A schema and all its versions: every element knows since which it exists.</summary>
public sealed class ModelSchema
{
    public required string Package { get; init; }

    public required int Id { get; init; }

    public required int FirstVersion { get; init; }

    public required int LastVersion { get; init; }

    public required bool IsBigEndian { get; init; }

    public required ModelHeader Header { get; init; }

    public required IReadOnlyList<ModelDimension> Dimensions { get; init; }

    public required IReadOnlyList<ModelDataType> DataTypes { get; init; }

    public required IReadOnlyList<ModelType> Types { get; init; }

    public required IReadOnlyList<ModelBlock> Messages { get; init; }

    public IEnumerable<int> Versions => Enumerable.Range(FirstVersion, LastVersion - FirstVersion + 1);
}
