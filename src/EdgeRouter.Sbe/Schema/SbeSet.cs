namespace EdgeRouter.Sbe.Schema;

/// <summary>A set of named bits over an unsigned encoding.</summary>
public sealed class SbeSet : SbeType
{
    /// <summary>Creates the set.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <param name="facts">Description and versions.</param>
    /// <param name="primitive">Underlying unsigned encoding.</param>
    /// <param name="choices">Bits in schema order.</param>
    public SbeSet(string name, SbeFacts facts, SbePrimitive primitive, IReadOnlyList<SbeEnumValue> choices)
        : base(name, facts)
    {
        Primitive = primitive;
        Choices = choices;
    }

    /// <summary>Underlying unsigned encoding.</summary>
    public SbePrimitive Primitive { get; }

    /// <summary>Bits in schema order.</summary>
    public IReadOnlyList<SbeEnumValue> Choices { get; }

    /// <inheritdoc/>
    public override int EncodedLength => Primitive.SizeBytes();
}
