namespace EdgeRouter.Sbe.Properties.Tests.Model;

public sealed class ModelData
{
    public required string Name { get; init; }

    public required int Id { get; init; }

    public int Since { get; init; }

    public required ModelDataType Type { get; init; }
}
