using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Walk;

/// <summary>Walks any message of a schema by its intermediate representation: the slow, general twin of the generated decoders.</summary>
/// <param name="schema">The schema.</param>
public sealed class SbeWalker(SbeSchema schema)
{
    // A message of 64 kB can hold 16,000 group headers that claim 65,535 entries of no bytes each: a walk of a thousand million steps. From this many
    // entries on, those of no bytes are counted and not shown one by one.
    private const long ShownEntriesMax = 1L << 20;

    /// <summary>The schema.</summary>
    public SbeSchema Schema => schema;

    /// <summary>Walks one message.</summary>
    /// <typeparam name="TVisitor">Who is shown the parts.</typeparam>
    /// <param name="message">From the message header's first byte to the message's last.</param>
    /// <param name="visitor">Is shown the parts.</param>
    /// <returns>What was met. Bad bytes end the walk with a status; nothing is thrown.</returns>
    public SbeWalkResult Walk<TVisitor>(ReadOnlySpan<byte> message, ref TVisitor visitor)
        where TVisitor : ISbeVisitor, allows ref struct
    {
        SbeWalkResult result = Glance(message, out SbeMessage? template);
        if (template == null)
        {
            return result;
        }

        SbeSlot? slot = schema.Header.BlockLength;
        long blockLength = slot == null ? template.BlockLength : SbeInteger.Read(message, slot, schema.IsBigEndian);
        int position = schema.Header.EncodedLength;
        visitor.OnMessage(template, result.Version);
        WalkBlock(template, message, -1, blockLength, ref position, ref result, ref visitor);
        result.TrailingBytes = message.Length - position;
        visitor.OnMessageEnd(result);
        return result;
    }

    /// <summary>Reads the message header alone.</summary>
    /// <param name="message">From the message header's first byte on.</param>
    /// <returns>The header's ids, and whether the schema knows them (<see cref="SbeWalkStatus.Complete"/>).</returns>
    public SbeWalkResult Glance(ReadOnlySpan<byte> message) => Glance(message, out _);

    private SbeWalkResult Glance(ReadOnlySpan<byte> message, out SbeMessage? template)
    {
        SbeHeader header = schema.Header;
        template = null;
        if (message.Length < header.EncodedLength)
        {
            return new SbeWalkResult { Status = SbeWalkStatus.ShortHeader };
        }

        SbeWalkResult result = default;
        result.TemplateId = Number(message, header.TemplateId, schema.Messages.Count == 1 ? schema.Messages[0].Id : -1);
        result.SchemaId = Number(message, header.SchemaId, schema.Id);
        result.Version = Number(message, header.Version, schema.Version);
        template = result.SchemaId == schema.Id ? schema.FindMessage(result.TemplateId) : null;
        result.Status = template != null ? SbeWalkStatus.Complete
            : result.SchemaId == schema.Id ? SbeWalkStatus.UnknownTemplate : SbeWalkStatus.OtherSchema;
        return result;
    }

    // Schemas hold ids and versions of 31 bits: a wider id is one that no schema has, a wider version is newer than all.
    private int Number(ReadOnlySpan<byte> message, SbeSlot? slot, int fallback)
    {
        long value = slot == null ? fallback : SbeInteger.Read(message, slot, schema.IsBigEndian);
        bool isWide = value is < 0 or > int.MaxValue;
        return !isWide ? (int)value : slot == schema.Header.Version ? int.MaxValue : -1;
    }

    private bool WalkBlock<TVisitor>(SbeBlock block, ReadOnlySpan<byte> bytes, long count, long blockLength, ref int position, ref SbeWalkResult result, ref TVisitor visitor)
        where TVisitor : ISbeVisitor, allows ref struct
    {
        if (blockLength < 0 || blockLength > bytes.Length - position)
        {
            return result.Stop(SbeWalkStatus.ShortBlock, block.Name, position, 0, Math.Max(0, count), blockLength);
        }

        WalkFields(block, bytes.Slice(position, (int)blockLength), ref result, ref visitor);
        position += (int)blockLength;
        return WalkGroups(block, bytes, ref position, ref result, ref visitor) && WalkData(block, bytes, ref position, ref result, ref visitor);
    }

    // By index here and below: an enumerator of an interface would be allocated for every block.
    private static void WalkFields<TVisitor>(SbeBlock block, ReadOnlySpan<byte> bytes, ref SbeWalkResult result, ref TVisitor visitor)
        where TVisitor : ISbeVisitor, allows ref struct
    {
        for (int i = 0; i < block.Fields.Count; i++)
        {
            SbeField field = block.Fields[i];
            int end = field.EndAt(result.Version);
            if (end <= bytes.Length)
            {
                visitor.OnField(field, end == 0 ? default : bytes[field.Offset..end]);
                continue;
            }

            result.Miss(block, field, bytes.Length);
            visitor.OnField(field, default);
        }
    }

    private bool WalkGroups<TVisitor>(SbeBlock block, ReadOnlySpan<byte> bytes, ref int position, ref SbeWalkResult result, ref TVisitor visitor)
        where TVisitor : ISbeVisitor, allows ref struct
    {
        for (int i = 0; i < block.Groups.Count; i++)
        {
            SbeGroup group = block.Groups[i];
            if (group.Facts.SinceVersion <= result.Version && !WalkGroup(group, bytes, ref position, ref result, ref visitor))
            {
                return false;
            }
        }

        return true;
    }

    private bool WalkGroup<TVisitor>(SbeGroup group, ReadOnlySpan<byte> bytes, ref int position, ref SbeWalkResult result, ref TVisitor visitor)
        where TVisitor : ISbeVisitor, allows ref struct
    {
        ReadOnlySpan<byte> header = bytes.Slice(position);
        int headerLength = group.Dimension.EncodedLength;
        bool hasHeader = header.Length >= headerLength;
        long blockLength = hasHeader ? SbeInteger.Read(header, group.Dimension.BlockLength, schema.IsBigEndian) : -1;
        long count = hasHeader ? SbeInteger.Read(header, group.Dimension.NumInGroup, schema.IsBigEndian) : -1;
        if (!hasHeader || !SbeLimits.IsPossibleGroup(count, blockLength, header.Length - headerLength))
        {
            return result.Stop(SbeWalkStatus.ImpossibleGroup, group.Name, position, headerLength, count, blockLength);
        }

        position += headerLength;
        result.GroupInstances++;
        visitor.OnGroup(group, count);
        for (long index = 0; index < count; index++)
        {
            int start = position;
            result.GroupEntries++;
            visitor.OnEntry(group, index);
            if (!WalkBlock(group, bytes, count, blockLength, ref position, ref result, ref visitor))
            {
                return false;
            }

            visitor.OnEntryEnd(group);
            if (position == start && result.GroupEntries > ShownEntriesMax)
            {
                result.GroupEntries += count - index - 1;
                break;
            }
        }

        visitor.OnGroupEnd(group);
        return true;
    }

    private bool WalkData<TVisitor>(SbeBlock block, ReadOnlySpan<byte> bytes, ref int position, ref SbeWalkResult result, ref TVisitor visitor)
        where TVisitor : ISbeVisitor, allows ref struct
    {
        for (int i = 0; i < block.Data.Count; i++)
        {
            SbeData data = block.Data[i];
            if (data.Facts.SinceVersion > result.Version)
            {
                continue;
            }

            ReadOnlySpan<byte> rest = bytes.Slice(position);
            long length = rest.Length < data.HeaderLength ? -1 : SbeInteger.Read(rest, data.Length, schema.IsBigEndian);
            if (length < 0 || length > rest.Length - data.HeaderLength)
            {
                return result.Stop(SbeWalkStatus.ImpossibleData, data.Name, position, data.HeaderLength, 0, length);
            }

            result.DataFields++;
            visitor.OnData(data, rest.Slice(data.HeaderLength, (int)length));
            position += data.HeaderLength + (int)length;
        }

        return true;
    }
}
