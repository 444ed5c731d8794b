using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Walk;

/// <summary>Renders a walked message as one JSON object.</summary>
/// <param name="writer">Takes the object.</param>
/// <param name="schema">Schema of the messages.</param>
public sealed class SbeJsonVisitor(SbeJsonWriter writer, SbeSchema schema) : ISbeVisitor
{
    private int _depth;
    private int _version;

    /// <inheritdoc/>
    public void OnMessage(SbeMessage message, int version)
    {
        _depth = writer.Depth;
        writer.StartMessage(message.Name, message.Id, version);
        _version = version;
    }

    /// <inheritdoc/>
    public void OnField(SbeField field, ReadOnlySpan<byte> bytes) => WriteField(field, bytes);

    /// <inheritdoc/>
    public void OnGroup(SbeGroup group, long count) => writer.StartArray(group.Name);

    /// <inheritdoc/>
    public void OnEntry(SbeGroup group, long index) => writer.StartObject();

    /// <inheritdoc/>
    public void OnEntryEnd(SbeGroup group) => writer.EndObject();

    /// <inheritdoc/>
    public void OnGroupEnd(SbeGroup group) => writer.EndArray();

    /// <inheritdoc/>
    public void OnData(SbeData data, ReadOnlySpan<byte> bytes)
    {
        if (data.Payload.IsText)
        {
            writer.Text(data.Name, bytes);
            return;
        }

        writer.Hex(data.Name, bytes);
    }

    /// <inheritdoc/>
    public void OnMessageEnd(in SbeWalkResult result)
    {
        // A walk that met damage stops inside its groups: close what is open.
        while (writer.Depth > _depth + 1)
        {
            CloseInner();
        }

        if (result.Status != SbeWalkStatus.Complete)
        {
            writer.Constant("error", result.Status.ToString());
        }

        if (result.TrailingBytes > 0)
        {
            writer.Integer("trailingBytes", result.TrailingBytes);
        }

        writer.EndObject();
    }

    // Inside a message, even depths below the message are arrays of entries (message object 1, group array 2, entry object 3, nested array 4 …).
    private void CloseInner()
    {
        if ((writer.Depth - _depth) % 2 == 0)
        {
            writer.EndArray();
            return;
        }

        writer.EndObject();
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
            writer.Null(field.Name);
            return;
        }

        switch (field.Type)
        {
            case SbeScalar scalar:
                WriteScalar(field.Name, scalar, bytes, field.Presence == SbePresence.Optional);
                break;
            case SbeEnum type:
                WriteEnum(field.Name, type, bytes);
                break;
            case SbeSet type:
                writer.Set(field.Name, unchecked((ulong)SbeInteger.Read(bytes, type.Primitive, schema.IsBigEndian)), type.BitNames);
                break;
            case SbeComposite type:
                WriteComposite(field.Name, type, bytes);
                break;
        }
    }

    private void WriteConstant(SbeField field)
    {
        SbeScalar? scalar = field.Type as SbeScalar;
        string? text = (field.ConstantValue ?? scalar?.ConstantEnumValue)?.Name ?? scalar?.ConstantText;
        if (text != null || scalar?.ConstantValue is not { } number)
        {
            writer.Constant(field.Name, text ?? string.Empty);
        }
        else if (scalar.Primitive == SbePrimitive.Char)
        {
            writer.Constant(field.Name, ((char)number.Integer).ToString());
        }
        else if (number.IsReal)
        {
            writer.Real(field.Name, number.Real);
        }
        else
        {
            writer.Decimal(field.Name, number.Integer, 0);
        }
    }

    private void WriteScalar(string name, SbeScalar scalar, ReadOnlySpan<byte> bytes, bool isOptional)
    {
        if (scalar.IsText)
        {
            writer.Text(name, bytes);
            return;
        }

        if (!scalar.IsArray)
        {
            WriteElement(name, scalar, bytes, isOptional);
            return;
        }

        writer.StartArray(name);
        int size = scalar.Primitive.SizeBytes();
        for (int index = 0; index < scalar.Length; index++)
        {
            WriteElement(string.Empty, scalar, bytes.Slice(index * size, size), isOptional);
        }

        writer.EndArray();
    }

    private void WriteElement(string name, SbeScalar scalar, ReadOnlySpan<byte> bytes, bool isOptional)
    {
        if (scalar.Primitive.IsReal())
        {
            WriteReal(name, scalar, SbeValue.ReadReal(bytes, scalar.Primitive, schema.IsBigEndian), isOptional);
            return;
        }

        decimal value = SbeValue.ReadInteger(bytes, scalar.Primitive, schema.IsBigEndian);
        bool isNull = isOptional && value == scalar.NullValue.Integer;
        writer.Decimal(name, isNull ? null : value, 0);
    }

    private void WriteReal(string name, SbeScalar scalar, double value, bool isOptional)
    {
        if (scalar.Primitive == SbePrimitive.Float)
        {
            writer.Real(name, (float)value, isOptional && (float)value == (float)scalar.NullValue.Real);
            return;
        }

        writer.Real(name, value, isOptional && value == scalar.NullValue.Real);
    }

    private void WriteEnum(string name, SbeEnum type, ReadOnlySpan<byte> bytes)
    {
        SbePrimitive primitive = type.Encoding.Primitive;
        string? known = SbeValue.FindName(type, bytes, schema.IsBigEndian)?.Name;
        writer.Enumerated(name, known, SbeValue.IsNull(type, bytes, schema.IsBigEndian), SbeInteger.Read(bytes, primitive, schema.IsBigEndian), primitive == SbePrimitive.UInt64);
    }

    private void WriteComposite(string name, SbeComposite type, ReadOnlySpan<byte> bytes)
    {
        if (type.IsDecimal)
        {
            SbeDecimal.ReadParts(type, bytes, _version, schema.IsBigEndian, out decimal? mantissa, out decimal? exponent);
            writer.Decimal(name, mantissa, exponent);
            return;
        }

        writer.StartObject(name);
        foreach (SbeField member in type.Members)
        {
            bool isThere = member.Presence != SbePresence.Constant && member.Facts.SinceVersion <= _version && member.EndAt(_version) <= bytes.Length;
            WriteField(member, isThere ? bytes.Slice(member.Offset, Math.Min(member.EncodedLength, bytes.Length - member.Offset)) : default);
        }

        writer.EndObject();
    }
}
