namespace EdgeRouter.Sbe.Properties.Tests.Model;

public sealed class SetType : ModelType
{
    /// <summary>A primitive's name or a named type's.</summary>
    public required string EncodingName { get; init; }

    public required Wire Wire { get; init; }

    public required IReadOnlyList<NamedValue> Choices { get; init; }

    public override int SizeAt(int version) => Wire.Size();
}
