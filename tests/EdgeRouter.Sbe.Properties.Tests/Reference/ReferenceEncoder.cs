using EdgeRouter.Sbe.Properties.Tests.Model;

namespace EdgeRouter.Sbe.Properties.Tests.Reference;

/// <summary>Writes messages as a version's writer would, straight from the specification: header, block, groups behind their dimensions, data behind their lengths.</summary>
public sealed class ReferenceEncoder
{
    private readonly List<byte> _bytes = [];
    private readonly ModelSchema _schema;
    private readonly int _version;

    private ReferenceEncoder(ModelSchema schema, int version)
    {
        _schema = schema;
        _version = version;
    }

    /// <summary>Encodes a message.</summary>
    /// <param name="schema">Its schema.</param>
    /// <param name="version">Version of the writer.</param>
    /// <param name="message">The message.</param>
    /// <param name="value">Its values.</param>
    /// <param name="reader">Version of a reader.</param>
    /// <param name="knownBytes">Bytes up to the last part that the reader's version knows.</param>
    public static byte[] Encode(ModelSchema schema, int version, ModelBlock message, BlockValue value, int reader, out int knownBytes)
    {
        ReferenceEncoder encoder = new(schema, version);
        encoder.WriteHeader(message);
        knownBytes = encoder.WriteBlock(message, value, reader);
        return [.. encoder._bytes];
    }

    public static byte[] Encode(ModelSchema schema, int version, ModelBlock message, BlockValue value) => Encode(schema, version, message, value, version, out int _);

    private void WriteHeader(ModelBlock message)
    {
        Span<byte> header = stackalloc byte[_schema.Header.Length];
        header.Clear();
        foreach (HeaderSlot slot in _schema.Header.Slots)
        {
            int? number = slot.Name switch
            {
                "blockLength" => message.BlockLengthAt(_version),
                "templateId" => message.Id,
                "schemaId" => _schema.Id,
                "version" => _version,
                "numGroups" => message.Groups.Count(group => group.Since <= _version),
                "numVarDataFields" => message.Data.Count(data => data.Since <= _version),
                _ => null,
            };
            if (number != null)
            {
                Put(header.Slice(slot.Offset), slot.Wire, (ulong)number.Value);
            }
        }

        _bytes.AddRange(header);
    }

    private int WriteBlock(ModelBlock block, BlockValue value, int reader)
    {
        byte[] fields = new byte[block.BlockLengthAt(_version)];
        for (int index = 0; index < block.Fields.Count; index++)
        {
            WriteField(fields, block.Fields[index], value.Fields[index], isUnset: false);
        }

        _bytes.AddRange(fields);
        int known = _bytes.Count;
        for (int index = 0; index < block.Groups.Count; index++)
        {
            WriteGroup(block.Groups[index], value.Groups[index], reader);
            known = block.Groups[index].Since <= reader ? _bytes.Count : known;
        }

        for (int index = 0; index < block.Data.Count; index++)
        {
            WriteData(block.Data[index], value.Data[index]);
            known = block.Data[index].Since <= reader ? _bytes.Count : known;
        }

        return known;
    }

    private void WriteGroup(ModelGroup group, BlockValue[] entries, int reader)
    {
        if (group.Since > _version)
        {
            return;
        }

        Span<byte> header = stackalloc byte[group.Dimension.Length];
        header.Clear();
        foreach (HeaderSlot slot in group.Dimension.Slots)
        {
            int number = slot.Name switch
            {
                "blockLength" => group.BlockLengthAt(_version),
                "numInGroup" => entries.Length,
                "numGroups" => group.Groups.Count(inner => inner.Since <= _version),
                _ => group.Data.Count(data => data.Since <= _version),
            };
            Put(header.Slice(slot.Offset), slot.Wire, (ulong)number);
        }

        _bytes.AddRange(header);
        foreach (BlockValue entry in entries)
        {
            WriteBlock(group, entry, reader);
        }
    }

    private void WriteData(ModelData data, byte[] payload)
    {
        if (data.Since > _version)
        {
            return;
        }

        Span<byte> header = stackalloc byte[data.Type.PayloadOffset];
        header.Clear();
        Put(header.Slice(data.Type.Length.Offset), data.Type.Length.Wire, (ulong)payload.Length);
        _bytes.AddRange(header);
        _bytes.AddRange(payload);
    }

    private void WriteField(Span<byte> block, ModelField field, FieldValue? value, bool isUnset)
    {
        if (field.IsConstant || field.Since > _version)
        {
            return;
        }

        isUnset |= value == null;
        Span<byte> target = block.Slice(field.Offset);
        switch (value ?? Unset.Fill(field))
        {
            case FieldValue.Number number:
                Wire wire = field.Type switch { EnumType type => type.Wire, SetType type => type.Wire, _ => ((ScalarType)field.Type).Wire };
                Put(target, wire, number.Value.Bits(wire));
                break;
            case FieldValue.Numbers numbers:
                Wire element = ((ScalarType)field.Type).Wire;
                for (int index = 0; index < numbers.Values.Length; index++)
                {
                    Put(target.Slice(index * element.Size()), element, numbers.Values[index].Bits(element));
                }

                break;
            case FieldValue.Bytes bytes:
                bytes.Values.CopyTo(target);
                break;
            case FieldValue.Composite composite:
                IReadOnlyList<ModelField> members = ((CompositeType)field.Type).Members;
                for (int index = 0; index < members.Count; index++)
                {
                    WriteField(target, members[index], composite.Members[index], isUnset);
                }

                break;
        }
    }

    private void Put(Span<byte> target, Wire wire, ulong bits)
    {
        int size = wire.Size();
        for (int index = 0; index < size; index++)
        {
            target[_schema.IsBigEndian ? size - 1 - index : index] = unchecked((byte)(bits >> (8 * index)));
        }
    }
}
