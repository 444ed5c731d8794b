namespace EdgeRouter.Sbe.Schema;

/// <summary>An encoded data type: a primitive, or a fixed array of one.</summary>
public sealed class SbeScalar : SbeType
{
    /// <summary>Creates the type.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <param name="facts">Description and versions.</param>
    /// <param name="primitive">Element encoding.</param>
    /// <param name="length">Elements; 1 for a scalar, 0 for the payload of variable-length data.</param>
    /// <param name="presence">Presence.</param>
    /// <param name="nullValue">Value that means absent.</param>
    public SbeScalar(string name, SbeFacts facts, SbePrimitive primitive, int length, SbePresence presence, SbeNumber nullValue)
        : base(name, facts)
    {
        Primitive = primitive;
        Length = length;
        Presence = presence;
        NullValue = nullValue;
    }

    /// <summary>Element encoding.</summary>
    public SbePrimitive Primitive { get; }

    /// <summary>Elements; 1 for a scalar, 0 for the payload of variable-length data.</summary>
    public int Length { get; }

    /// <summary>Value that means absent.</summary>
    public SbeNumber NullValue { get; }

    /// <summary>Lowest valid value as the schema states it, or null.</summary>
    public SbeNumber? MinValue { get; set; }

    /// <summary>Highest valid value as the schema states it, or null.</summary>
    public SbeNumber? MaxValue { get; set; }

    /// <summary>Character encoding of text, or empty.</summary>
    public string CharacterEncoding { get; set; } = string.Empty;

    /// <summary>Text of a constant, or null.</summary>
    public string? ConstantText { get; set; }

    /// <summary>Value of a numeric constant, or null.</summary>
    public SbeNumber? ConstantValue { get; set; }

    /// <summary>Enum whose value a constant names by <c>valueRef</c>, or null.</summary>
    public SbeEnumValue? ConstantEnumValue { get; set; }

    /// <summary>Whether this is more than one element (or a constant text).</summary>
    public bool IsArray => Length != 1;

    /// <summary>Whether the bytes are text.</summary>
    public bool IsText => Primitive == SbePrimitive.Char || (CharacterEncoding.Length > 0 && Primitive.SizeBytes() == 1);

    /// <summary>The same type with another null value, for a field or an enum that states its own.</summary>
    internal SbeScalar WithNull(SbeNumber nullValue) => new(Name, Facts, Primitive, Length, Presence, nullValue)
    {
        MinValue = MinValue,
        MaxValue = MaxValue,
        CharacterEncoding = CharacterEncoding,
    };

    /// <inheritdoc/>
    public override int EncodedLength => Presence == SbePresence.Constant ? 0 : Length * Primitive.SizeBytes();
}
