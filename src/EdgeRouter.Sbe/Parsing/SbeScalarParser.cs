using System.Xml.Linq;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Parsing;

/// <summary>Parses type elements: numbers, characters, arrays of them, and constants.</summary>
internal sealed class SbeScalarParser
{
    private readonly SbeParseContext _context;
    private readonly SbeTypeTable _table;

    public SbeScalarParser(SbeParseContext context, SbeTypeTable table)
    {
        _context = context;
        _table = table;
    }

    public SbeScalar Parse(XElement element)
    {
        string name = _context.Name(element);
        SbePresence presence = _context.Presence(element) ?? SbePresence.Required;
        if (presence == SbePresence.Constant)
        {
            return ParseConstant(element, name);
        }

        SbePrimitive primitive = ParsePrimitive(element, name);
        bool isVariable = element.OptionalText("variableLength") is "true" or "1";
        int length = isVariable ? 0 : _context.Integer(element, "length") ?? 1;
        if ((long)length * primitive.SizeBytes() > SbeSchemaLimits.BlockBytesMax)
        {
            throw _context.Stop("SBE042", element, $"'{name}' has {(long)length * primitive.SizeBytes()} bytes; no block can have more than {SbeSchemaLimits.BlockBytesMax}");
        }

        SbeNumber nullValue = ParseNull(element, primitive) ?? primitive.DefaultNull();
        return Limited(element, new SbeScalar(name, _context.Facts(element), primitive, length, presence, nullValue));
    }

    /// <summary>The null value that an element states, or null. A negative number on an unsigned encoding means its bits.</summary>
    public SbeNumber? ParseNull(XElement element, SbePrimitive primitive)
    {
        string? text = (string?)element.Attribute("nullValue");
        bool isNegative = !primitive.IsReal() && !primitive.IsSigned() && text != null && text.Trim().StartsWith("-", StringComparison.Ordinal);
        if (!isNegative || !SbePrimitive.Int64.TryParseValue(text!, out SbeNumber value) || value.Integer < -(primitive.Highest() / 2) - 1)
        {
            return ParseLimit(element, "nullValue", primitive);
        }

        _context.Note("SBE202", element, $"nullValue=\"{text}\" is read as {primitive.Highest() + 1 + value.Integer}, which has the same bits in {primitive.SchemaName()}");
        return SbeNumber.FromInteger(primitive.Highest() + 1 + value.Integer);
    }

    /// <summary>A field's constant given as text: the field's type with that value.</summary>
    public SbeScalar ParseConstantOf(XElement element, SbeScalar type) => Constant(element, type.Name, type.Facts, type.Primitive, type.Length);

    private SbeScalar ParseConstant(XElement element, string name)
    {
        SbeFacts facts = _context.Facts(element);
        string? reference = element.OptionalText("valueRef");
        if (reference == null)
        {
            SbePrimitive own = element.OptionalText("primitiveType") == null ? GuessPrimitive(element, name) : ParsePrimitive(element, name);
            return Limited(element, Constant(element, name, facts, own, _context.Integer(element, "length") ?? 1));
        }

        SbeEnumValue value = _table.GetEnumValue(reference, element, out SbeEnum type);
        SbePrimitive primitive = element.OptionalText("primitiveType") == null ? type.Encoding.Primitive : ParsePrimitive(element, name);
        CheckFits(element, name, primitive, value);
        return Limited(element, new SbeScalar(name, facts, primitive, 1, SbePresence.Constant, primitive.DefaultNull())
        {
            ConstantEnumValue = value,
            ConstantValue = value.Value,
        });
    }

    /// <summary>Checks that an enum's value can stand where a constant of another encoding is wanted.</summary>
    public void CheckFits(XElement element, string name, SbePrimitive primitive, SbeEnumValue value)
    {
        bool fits = primitive.IsReal() || (value.Value.Integer >= primitive.Lowest() && value.Value.Integer <= primitive.Highest());
        if (!fits)
        {
            throw _context.Stop("SBE015", element, $"the constant '{name}' has the value {value.Value} of {value.Name}, which does not fit {primitive.SchemaName()}");
        }
    }

    private SbeScalar Constant(XElement element, string name, SbeFacts facts, SbePrimitive primitive, int length)
    {
        string raw = element.Value;
        string text = raw.Trim().Length > 0 && raw.Length != length ? raw.Trim() : raw;
        bool isText = primitive == SbePrimitive.Char && (text.Length != 1 || length > 1);
        SbeNumber number = default;
        if (isText ? text.Trim().Length == 0 : !primitive.TryParseValue(text, out number))
        {
            throw _context.Stop("SBE015", element, $"the constant '{name}' has the value \"{text.Trim()}\", which does not fit {primitive.SchemaName()}");
        }

        if (isText && length > 1 && text.Length > length)
        {
            _context.Note("SBE213", element, $"the constant '{name}' has {text.Length} letters and the length {length}; all are kept, since constants take no bytes");
        }

        return new SbeScalar(name, facts, primitive, isText ? Math.Max(text.Length, 2) : 1, SbePresence.Constant, primitive.DefaultNull())
        {
            ConstantText = isText ? text : null,
            ConstantValue = isText ? null : number,
        };
    }

    private SbePrimitive ParsePrimitive(XElement element, string name)
    {
        string text = _context.Text(element, "primitiveType");
        if (SbePrimitives.TryParse(text, out SbePrimitive primitive))
        {
            return primitive;
        }

        if (!SbePrimitives.TryParse(text.ToLowerInvariant(), out primitive))
        {
            throw _context.Stop("SBE013", element, $"primitiveType=\"{text}\" of '{name}' is not a primitive of SBE");
        }

        _context.Note("SBE202", element, $"primitiveType=\"{text}\" is read as {primitive.SchemaName()}; the standard writes small letters");
        return primitive;
    }

    // A constant takes no bytes, so that no layout depends on what is taken here.
    private SbePrimitive GuessPrimitive(XElement element, string name)
    {
        SbePrimitive primitive = SbePrimitive.Int64.TryParseValue(element.Value, out SbeNumber _) ? SbePrimitive.Int64 : SbePrimitive.Char;
        _context.Note("SBE202", element, $"the constant '{name}' names no primitiveType; {primitive.SchemaName()} is taken");
        return primitive;
    }

    private SbeScalar Limited(XElement element, SbeScalar scalar)
    {
        scalar.MinValue = ParseLimit(element, "minValue", scalar.Primitive);
        scalar.MaxValue = ParseLimit(element, "maxValue", scalar.Primitive);
        scalar.CharacterEncoding = element.OptionalText("characterEncoding") ?? string.Empty;
        return scalar;
    }

    private SbeNumber? ParseLimit(XElement element, string attribute, SbePrimitive primitive)
    {
        // One blank is a character; more blanks are nothing.
        string? text = (string?)element.Attribute(attribute);
        bool isCharacter = primitive == SbePrimitive.Char && text?.Length == 1;
        if (text == null || (!isCharacter && text.Trim().Length == 0))
        {
            return null;
        }

        if (primitive.TryParseValue(text, out SbeNumber value))
        {
            return value;
        }

        throw _context.Stop("SBE014", element, $"{attribute}=\"{text}\" does not fit {primitive.SchemaName()}");
    }
}
