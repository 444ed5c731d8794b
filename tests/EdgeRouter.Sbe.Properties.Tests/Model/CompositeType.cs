namespace EdgeRouter.Sbe.Properties.Tests.Model;

public sealed class CompositeType : ModelType
{
    public required IReadOnlyList<ModelField> Members { get; init; }

    /// <summary>Whether values show as one number: a mantissa and an exponent.</summary>
    public bool IsDecimal { get; init; }

    public override int SizeAt(int version) => Layout.End(Members, version);
}
