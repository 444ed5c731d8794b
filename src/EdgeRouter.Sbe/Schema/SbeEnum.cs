namespace EdgeRouter.Sbe.Schema;

/// <summary>An enumeration over an integer or character encoding.</summary>
public sealed class SbeEnum : SbeType
{
    private readonly Dictionary<string, SbeEnumValue> _byName = new();
    private readonly Dictionary<decimal, SbeEnumValue> _byValue = new();

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
        foreach (SbeEnumValue value in values)
        {
            _byName[value.Name] = value;
            if (!_byValue.ContainsKey(value.Value.Integer))
            {
                _byValue.Add(value.Value.Integer, value);
            }
        }
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
    public SbeEnumValue? Find(string name) => _byName.TryGetValue(name, out SbeEnumValue? value) ? value : null;

    /// <summary>Finds a name by its number.</summary>
    /// <param name="number">The number; of characters: their code.</param>
    /// <returns>The first value of that number in schema order, or null.</returns>
    public SbeEnumValue? Find(decimal number) => _byValue.TryGetValue(number, out SbeEnumValue? value) ? value : null;
}
