using System.Xml.Linq;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Parsing;

/// <summary>What fields of blocks and members of composites have alike: presence, constant, offset.</summary>
internal static class SbeFieldParser
{
    /// <summary>Makes a field of its element.</summary>
    /// <param name="context">Takes the errors.</param>
    /// <param name="table">The types.</param>
    /// <param name="element">The field's element, or a composite member's.</param>
    /// <param name="name">Its name.</param>
    /// <param name="id">Its id.</param>
    /// <param name="type">Its type.</param>
    /// <param name="end">Where what stands before it ends.</param>
    /// <param name="isMember">Whether it is a composite's member.</param>
    public static SbeField Parse(SbeParseContext context, SbeTypeTable table, XElement element, string name, int id, SbeType type, int end, bool isMember)
    {
        SbePresence presence = type.Presence == SbePresence.Constant ? SbePresence.Constant : context.Presence(element) ?? type.Presence;
        SbeEnumValue? constant = null;
        if (presence == SbePresence.Constant && type.Presence != SbePresence.Constant)
        {
            constant = ParseConstant(context, table, element, name, ref type);
        }
        else if (type is SbeScalar scalar && element.Attribute("nullValue") != null && !(isMember && element.Name.LocalName == "type"))
        {
            SbeNumber? ownNull = new SbeScalarParser(context, table).ParseNull(element, scalar.Primitive);
            type = ownNull == null ? scalar : scalar.WithNull(ownNull.Value);
        }

        int offset = presence == SbePresence.Constant ? end : Offset(context, element, end, isMember);
        if (presence != SbePresence.Constant && (long)offset + type.EncodedLength > SbeSchemaLimits.BlockBytesMax)
        {
            throw context.Stop("SBE042", element, $"'{name}' ends at byte {(long)offset + type.EncodedLength}; no block can have more than {SbeSchemaLimits.BlockBytesMax}");
        }

        return new SbeField(name, id, type, offset, presence, context.Facts(element)) { ConstantValue = constant };
    }

    private static int Offset(SbeParseContext context, XElement element, int end, bool isMember)
    {
        int? offset = context.Integer(element, "offset");
        if (offset == 0 && end > 0 && !isMember)
        {
            context.Note("SBE202", element, $"offset=\"0\" is read as {end}, where the field before it ends; state that or nothing");
            return end;
        }

        return offset < end
            ? throw context.Stop("SBE007", element, $"offset {offset} lies inside what stands before it, which ends at {end}")
            : offset ?? end;
    }

    // A constant whose type is none: by valueRef, or by text as in drafts of the standard.
    private static SbeEnumValue? ParseConstant(SbeParseContext context, SbeTypeTable table, XElement element, string name, ref SbeType type)
    {
        string? reference = element.OptionalText("valueRef");
        string text = element.HasElements ? string.Empty : element.Value.Trim();
        if (reference != null)
        {
            SbeEnumValue value = table.GetEnumValue(reference, element, out SbeEnum owner);
            CheckType(context, table, element, name, type, owner, value);
            return value;
        }

        if (text.Length > 0 && type is SbeScalar scalar)
        {
            type = new SbeScalarParser(context, table).ParseConstantOf(element, scalar);
            return null;
        }

        if (text.Length > 0 && type is SbeEnum names && (names.Find(text) ?? ByNumber(names, text)) is { } known)
        {
            return known;
        }

        throw context.Stop("SBE031", element, $"the constant '{name}' has no value; add valueRef or use a constant type");
    }

    private static SbeEnumValue? ByNumber(SbeEnum type, string text) =>
        type.Encoding.Primitive.TryParseValue(text, out SbeNumber number) ? type.Find(number.Integer) : null;

    private static void CheckType(SbeParseContext context, SbeTypeTable table, XElement element, string name, SbeType type, SbeEnum owner, SbeEnumValue value)
    {
        if (type is SbeScalar scalar)
        {
            new SbeScalarParser(context, table).CheckFits(element, name, scalar.Primitive, value);
            return;
        }

        if (type is not SbeEnum || type.Name != owner.Name)
        {
            throw context.Stop("SBE009", element, $"the constant '{name}' of type '{type.Name}' cannot have a value of the enum '{owner.Name}'; name one of its own type");
        }
    }
}
