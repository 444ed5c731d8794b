namespace EdgeRouter.Sbe.Schema;

/// <summary>An enumeration over an integer or character encoding.</summary>
public sealed class SbeEnum : SbeType
{
    /// <summary>Creates the enum.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <param name="facts">Description and versions.</param>
    /// <param name="encoding">Underlying scalar.</param>
    /// <param name="values">Valid values in schema order.</param>
    public SbeEnum(string name, SbeFacts facts, SbeScalar encoding, IReadOnlyList<SbeEnumValue> values)
        : base(name, facts)
    {
        Encoding = encoding;
        Values = values;
    }

    /// <summary>Underlying scalar.</summary>
    public SbeScalar Encoding { get; }

    /// <summary>Valid values in schema order.</summary>
    public IReadOnlyList<SbeEnumValue> Values { get; }

    /// <inheritdoc/>
    public override int EncodedLength => Encoding.Primitive.SizeBytes();

    /// <summary>Finds a value by name.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <returns>The value, or null.</returns>
    public SbeEnumValue? Find(string name) => Values.FirstOrDefault(value => value.Name == name);
}
