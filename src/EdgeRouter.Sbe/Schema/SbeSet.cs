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
        BitNames = new string?[primitive.SizeBytes() * 8];
        foreach (SbeEnumValue choice in choices)
        {
            BitNames[(int)choice.Value.Integer] ??= choice.Name;
        }
    }

    /// <summary>Underlying unsigned encoding.</summary>
    public SbePrimitive Primitive { get; }

    /// <summary>Bits in schema order.</summary>
    public IReadOnlyList<SbeEnumValue> Choices { get; }

    /// <summary>Name of every bit from bit 0 on; null where the schema has none.</summary>
    public string?[] BitNames { get; }

    /// <inheritdoc/>
    public override int EncodedLength => Primitive.SizeBytes();
}
