using System.Globalization;
using System.Security;
using System.Text;
using EdgeRouter.Sbe.Properties.Tests.Model;

namespace EdgeRouter.Sbe.Properties.Tests.Reference;

/// <summary>Writes a version of a modelled schema as XML: what is newer is not there.</summary>
public sealed class SchemaXml
{
    private readonly StringBuilder _text = new();
    private readonly ModelSchema _schema;
    private readonly int _version;

    private SchemaXml(ModelSchema schema, int version)
    {
        _schema = schema;
        _version = version;
    }

    public static string Write(ModelSchema schema, int version)
    {
        SchemaXml writer = new(schema, version);
        writer.WriteSchema();
        return writer._text.ToString();
    }

    private void WriteSchema()
    {
        string header = _schema.Header.Name == ModelHeader.DefaultName ? string.Empty : Attribute("headerType", _schema.Header.Name);
        string order = _schema.IsBigEndian ? Attribute("byteOrder", "bigEndian") : string.Empty;
        Line($"<sbe:messageSchema xmlns:sbe=\"http://fixprotocol.io/2016/sbe\"{Attribute("package", _schema.Package)}{Attribute("id", _schema.Id)}{Attribute("version", _version)}{header}{order}>");
        Line("  <types>");
        _text.Append(_schema.Header.TypesXml);
        WriteSlots(_schema.Header.Name, _schema.Header.Slots);
        foreach (ModelDimension dimension in _schema.Dimensions)
        {
            WriteSlots(dimension.Name, dimension.Slots);
        }

        foreach (ModelDataType type in _schema.DataTypes)
        {
            string offset = type.IsPayloadOffsetStated ? Attribute("offset", type.PayloadOffset) : string.Empty;
            Line($"    <composite name=\"{type.Name}\">{type.Length.Xml}<type name=\"varData\" length=\"0\" primitiveType=\"{type.Payload.XmlName()}\"{offset}{Encoding(type.CharacterEncoding)}/></composite>");
        }

        foreach (ModelType type in _schema.Types.Where(type => type.Since <= _version))
        {
            WriteType(type, type.Name, Since(type.Since), "    ");
        }

        Line("  </types>");
        foreach (ModelBlock message in _schema.Messages)
        {
            WriteBlock("sbe:message", message, string.Empty, "  ");
        }

        Line("</sbe:messageSchema>");
    }

    private void WriteSlots(string name, IEnumerable<HeaderSlot> slots) =>
        Line($"    <composite name=\"{name}\">{string.Concat(slots.Select(slot => slot.Xml))}</composite>");

    private void WriteType(ModelType type, string name, string extra, string indent)
    {
        switch (type)
        {
            case ScalarType scalar:
                WriteScalar(scalar, name, extra, indent);
                break;
            case EnumType named:
                string nullValue = named.StatedNull == null ? string.Empty : Attribute("nullValue", named.StatedNull.Value.ToString());
                Line($"{indent}<enum name=\"{name}\" encodingType=\"{named.EncodingName}\"{nullValue}{extra}>");
                WriteNamed("validValue", named.Values, indent);
                Line($"{indent}</enum>");
                break;
            case SetType named:
                Line($"{indent}<set name=\"{name}\" encodingType=\"{named.EncodingName}\"{extra}>");
                WriteNamed("choice", named.Choices, indent);
                Line($"{indent}</set>");
                break;
            case CompositeType composite:
                Line($"{indent}<composite name=\"{name}\"{extra}>");
                foreach (ModelField member in composite.Members.Known(_version))
                {
                    WriteMember(member, indent + "  ");
                }

                Line($"{indent}</composite>");
                break;
        }
    }

    private void WriteScalar(ScalarType type, string name, string extra, string indent)
    {
        string attributes = $"name=\"{name}\" primitiveType=\"{type.Wire.XmlName()}\"{extra}"
            + (type.IsLengthStated ? Attribute("length", type.Length) : string.Empty)
            + (type.Presence == Presence.Required ? string.Empty : Attribute("presence", type.Presence == Presence.Optional ? "optional" : "constant"))
            + (type.StatedNull == null ? string.Empty : Attribute("nullValue", type.StatedNullText))
            + (type.Min == null ? string.Empty : Attribute("minValue", type.Min.Value.ToString()))
            + (type.Max == null ? string.Empty : Attribute("maxValue", type.Max.Value.ToString()))
            + (type.ValueRef == null ? string.Empty : Attribute("valueRef", type.ValueRef))
            + Encoding(type.CharacterEncoding);
        Line(type.ConstantText == null ? $"{indent}<type {attributes}/>" : $"{indent}<type {attributes}>{Escape(type.ConstantText)}</type>");
    }

    private void WriteNamed(string element, IEnumerable<NamedValue> values, string indent)
    {
        foreach (NamedValue value in values.Where(value => value.Since <= _version))
        {
            Line($"{indent}  <{element} name=\"{value.Name}\"{Since(value.Since)}>{Escape(value.Text)}</{element}>");
        }
    }

    private void WriteMember(ModelField member, string indent)
    {
        string extra = Since(member.Since) + (member.IsOffsetStated ? Attribute("offset", member.Offset) : string.Empty) + member.Remarks;
        if (!member.IsReference)
        {
            WriteType(member.Type, member.Name, extra, indent);
            return;
        }

        Line($"{indent}<ref name=\"{member.Name}\" type=\"{member.Type.Name}\"{extra}{Stated(member)}/>");
    }

    private void WriteBlock(string element, ModelBlock block, string extra, string indent)
    {
        int blockLength = block.BlockLengthAt(_version);
        string length = block.IsLengthStated || block.PaddingBytes > 0 ? Attribute("blockLength", blockLength) : string.Empty;
        Line($"{indent}<{element} name=\"{block.Name}\"{Attribute("id", block.Id)}{length}{Since(block.Since)}{extra}{block.Remarks}>");
        int id = 100;
        foreach (ModelField field in block.Fields.Known(_version))
        {
            string offset = field.IsOffsetStated ? Attribute("offset", field.Offset) : string.Empty;
            Line($"{indent}  <field name=\"{field.Name}\"{Attribute("id", ++id)} type=\"{field.Type.Name}\"{offset}{Since(field.Since)}{Stated(field)}{field.Remarks}/>");
        }

        foreach (ModelGroup group in block.Groups.Where(group => group.Since <= _version))
        {
            string dimension = group.Dimension.Name == ModelDimension.DefaultName ? string.Empty : Attribute("dimensionType", group.Dimension.Name);
            WriteBlock("group", group, dimension, indent + "  ");
        }

        foreach (ModelData data in block.Data.Where(data => data.Since <= _version))
        {
            Line($"{indent}  <data name=\"{data.Name}\"{Attribute("id", data.Id)} type=\"{data.Type.Name}\"{Since(data.Since)}/>");
        }

        Line($"{indent}</{element}>");
    }

    private static string Stated(ModelField field) => !field.IsPresenceStated
        ? string.Empty
        : Attribute("presence", field.IsConstant ? "constant" : "optional") + (field.ValueRef == null ? string.Empty : Attribute("valueRef", field.ValueRef));

    private static string Encoding(string name) => name.Length == 0 ? string.Empty : Attribute("characterEncoding", name);

    private static string Since(int version) => version == 0 ? string.Empty : Attribute("sinceVersion", version);

    private static string Attribute(string name, int value) => Attribute(name, value.ToString(CultureInfo.InvariantCulture));

    private static string Attribute(string name, string value) => $" {name}=\"{Escape(value)}\"";

    private static string Escape(string text) => SecurityElement.Escape(text) ?? string.Empty;

    private void Line(string line) => _text.Append(line).Append('\n');
}
