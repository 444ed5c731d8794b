namespace EdgeRouter.Sbe.Properties.Tests.Model;

public sealed class EnumType : ModelType
{
    /// <summary>A primitive's name or a named type's.</summary>
    public required string EncodingName { get; init; }

    public required Wire Wire { get; init; }

    public required Scalar Null { get; init; }

    /// <summary>Null value as the enum element states it, or null.</summary>
    public Scalar? StatedNull { get; init; }

    public required IReadOnlyList<NamedValue> Values { get; init; }

    public override int SizeAt(int version) => Wire.Size();
}
