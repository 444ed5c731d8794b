using System.Globalization;
using System.Text.Json;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Walk;

/// <summary>Renders a walked message as one JSON object: decimals as numbers, enums and sets by name, absent fields as null.</summary>
/// <param name="writer">Takes the object.</param>
/// <param name="schema">Schema of the messages.</param>
public sealed class SbeJsonVisitor(Utf8JsonWriter writer, SbeSchema schema) : ISbeVisitor
{
    private int _depth;

    /// <inheritdoc/>
    public void OnMessage(SbeMessage message, int version)
    {
        _depth = writer.CurrentDepth;
        writer.WriteStartObject();
        writer.WriteString("message", message.Name);
        writer.WriteNumber("templateId", message.Id);
        writer.WriteNumber("version", version);
    }

    /// <inheritdoc/>
    public void OnField(SbeField field, ReadOnlySpan<byte> bytes)
    {
        writer.WritePropertyName(field.Name);
        WriteField(field, bytes);
    }

    /// <inheritdoc/>
    public void OnGroup(SbeGroup group, long count) => writer.WriteStartArray(group.Name);

    /// <inheritdoc/>
    public void OnEntry(SbeGroup group, long index) => writer.WriteStartObject();

    /// <inheritdoc/>
    public void OnEntryEnd(SbeGroup group) => writer.WriteEndObject();

    /// <inheritdoc/>
    public void OnGroupEnd(SbeGroup group) => writer.WriteEndArray();

    /// <inheritdoc/>
    public void OnData(SbeData data, ReadOnlySpan<byte> bytes)
    {
        if (SbeValue.IsText(data.Payload))
        {
            writer.WriteString(data.Name, SbeValue.ReadText(bytes));
            return;
        }

        writer.WriteString(data.Name, Convert.ToHexString(bytes));
    }

    /// <inheritdoc/>
    public void OnMessageEnd(in SbeWalkResult result)
    {
        // A walk that met damage stops inside its groups: close what is open.
        while (writer.CurrentDepth > _depth + 1)
        {
            CloseInner();
        }

        if (result.Status != SbeWalkStatus.Complete)
        {
            writer.WriteString("error", result.Status.ToString());
        }

        if (result.TrailingBytes > 0)
        {
            writer.WriteNumber("trailingBytes", result.TrailingBytes);
        }

        writer.WriteEndObject();
    }

    // Inside a message, even depths below the message are arrays of entries (message object 1, group array 2, entry object 3, nested array 4 …).
    private void CloseInner()
    {
        if ((writer.CurrentDepth - _depth) % 2 == 0)
        {
            writer.WriteEndArray();
            return;
        }

        writer.WriteEndObject();
    }

    private void WriteField(SbeField field, ReadOnlySpan<byte> bytes)
    {
        if (field.Presence == SbePresence.Constant)
        {
            WriteConstant(field);
            return;
        }

        if (bytes.IsEmpty)
        {
            writer.WriteNullValue();
            return;
        }

        switch (field.Type)
        {
            case SbeScalar scalar:
                WriteScalar(scalar, bytes, field.Presence == SbePresence.Optional);
                break;
            case SbeEnum type:
                WriteEnum(type, bytes);
                break;
            case SbeSet type:
                WriteSet(type, bytes);
                break;
            case SbeComposite type:
                WriteComposite(type, bytes);
                break;
        }
    }

    private void WriteConstant(SbeField field)
    {
        SbeScalar? scalar = field.Type as SbeScalar;
        SbeEnumValue? named = field.ConstantValue ?? scalar?.ConstantEnumValue;
        string text = named?.Name ?? scalar?.ConstantText ?? string.Empty;
        if (named == null && scalar is { ConstantText: null, ConstantValue: { } number })
        {
            text = scalar.Primitive == SbePrimitive.Char ? ((char)number.Integer).ToString() : number.ToString();
            if (scalar.Primitive != SbePrimitive.Char && !number.IsReal)
            {
                writer.WriteNumberValue(number.Integer);
                return;
            }
        }

        writer.WriteStringValue(text);
    }

    private void WriteScalar(SbeScalar scalar, ReadOnlySpan<byte> bytes, bool isOptional)
    {
        if (SbeValue.IsText(scalar))
        {
            writer.WriteStringValue(SbeValue.ReadText(bytes));
            return;
        }

        if (!scalar.IsArray)
        {
            WriteElement(scalar, bytes, isOptional);
            return;
        }

        writer.WriteStartArray();
        int size = scalar.Primitive.SizeBytes();
        for (int index = 0; index < scalar.Length; index++)
        {
            WriteElement(scalar, bytes.Slice(index * size, size), isOptional);
        }

        writer.WriteEndArray();
    }

    private void WriteElement(SbeScalar scalar, ReadOnlySpan<byte> bytes, bool isOptional)
    {
        if (scalar.Primitive.IsReal())
        {
            WriteReal(scalar.Primitive, SbeValue.ReadReal(bytes, scalar.Primitive, schema.IsBigEndian));
            return;
        }

        decimal value = SbeValue.ReadInteger(bytes, scalar.Primitive, schema.IsBigEndian);
        if (isOptional && value == scalar.NullValue.Integer)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteNumberValue(value);
    }

    private void WriteReal(SbePrimitive primitive, double value)
    {
        if (!double.IsFinite(value))
        {
            writer.WriteNullValue();
            return;
        }

        // A float's own shortest digits, not those of the double that it converts to.
        if (primitive == SbePrimitive.Float)
        {
            writer.WriteNumberValue((float)value);
            return;
        }

        writer.WriteNumberValue(value);
    }

    private void WriteEnum(SbeEnum type, ReadOnlySpan<byte> bytes)
    {
        SbeEnumValue? known = SbeValue.FindName(type, bytes, schema.IsBigEndian);
        if (known != null)
        {
            writer.WriteStringValue(known.Name);
            return;
        }

        if (SbeValue.IsNull(type, bytes, schema.IsBigEndian))
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteNumberValue(SbeValue.ReadInteger(bytes, type.Encoding.Primitive, schema.IsBigEndian));
    }

    private void WriteSet(SbeSet type, ReadOnlySpan<byte> bytes)
    {
        ulong bits = unchecked((ulong)SbeInteger.Read(bytes, type.Primitive, schema.IsBigEndian));
        writer.WriteStartArray();
        for (int bit = 0; bit < type.Primitive.SizeBytes() * 8; bit++)
        {
            if ((bits >> bit & 1) != 0)
            {
                SbeEnumValue? choice = type.Choices.FirstOrDefault(known => known.Value.Integer == bit);
                writer.WriteStringValue(choice?.Name ?? bit.ToString(CultureInfo.InvariantCulture));
            }
        }

        writer.WriteEndArray();
    }

    private void WriteComposite(SbeComposite type, ReadOnlySpan<byte> bytes)
    {
        if (SbeDecimal.IsDecimal(type))
        {
            decimal? value = SbeDecimal.Read(type, bytes, schema.IsBigEndian);
            if (value == null)
            {
                writer.WriteNullValue();
                return;
            }

            writer.WriteNumberValue(value.Value);
            return;
        }

        writer.WriteStartObject();
        foreach (SbeField member in type.Members)
        {
            writer.WritePropertyName(member.Name);
            bool isThere = member.Presence != SbePresence.Constant && member.Offset < bytes.Length;
            WriteField(member, isThere ? bytes[member.Offset..Math.Min(member.End, bytes.Length)] : default);
        }

        writer.WriteEndObject();
    }
}
