namespace EdgeRouter.Sbe.Properties.Tests.Model;

public sealed class ModelGroup : ModelBlock
{
    public required ModelDimension Dimension { get; init; }
}
