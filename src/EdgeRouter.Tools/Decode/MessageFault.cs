using System.Globalization;
using EdgeRouter.Sbe.Schema;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Tools.Decode;

/// <summary>Finds out what is wrong with a message that a walk did not read whole: walks it again and notes how far it comes.</summary>
internal sealed class MessageFault : ISbeVisitor
{
    private readonly Stack<Level> _levels = new();
    private (SbeBlock Block, SbeField Field)? _missing;
    private int _version;

    /// <summary>Describes the fault.</summary>
    /// <param name="walker">Walker of the message's schema.</param>
    /// <param name="message">The message.</param>
    /// <param name="result">What the walk met.</param>
    /// <param name="offset">Where the fault lies, bytes from the message's first.</param>
    public static string Describe(SbeWalker walker, ReadOnlySpan<byte> message, in SbeWalkResult result, out int offset)
    {
        if (result.Status == SbeWalkStatus.ShortHeader)
        {
            offset = 0;
            return Text($"a message of {message.Length} bytes is shorter than its header of {walker.Schema.Header.EncodedLength}");
        }

        MessageFault fault = new();
        walker.Walk(message, ref fault);

        // The walk stops before the part that cannot be; a block that is short of fields does not stop it.
        offset = result.Status == SbeWalkStatus.Complete ? 0 : message.Length - result.TrailingBytes;
        return Text($"template {result.TemplateId} {fault.What(walker.Schema, message, result, offset)}");
    }

    /// <inheritdoc/>
    public void OnMessage(SbeMessage message, int version)
    {
        _version = version;
        _levels.Push(new Level(message));
    }

    /// <inheritdoc/>
    public void OnField(SbeField field, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty && field.EncodedLength > 0 && field.Facts.SinceVersion <= _version)
        {
            _missing ??= (_levels.Peek().Block, field);
        }
    }

    /// <inheritdoc/>
    public void OnGroup(SbeGroup group, long count) => _levels.Peek().GroupsMet = _levels.Peek().Block.Groups.IndexOf(group) + 1;

    /// <inheritdoc/>
    public void OnEntry(SbeGroup group, long index) => _levels.Push(new Level(group));

    /// <inheritdoc/>
    public void OnEntryEnd(SbeGroup group) => _levels.Pop();

    /// <inheritdoc/>
    public void OnGroupEnd(SbeGroup group)
    {
        // The level of its block goes on.
    }

    /// <inheritdoc/>
    public void OnData(SbeData data, ReadOnlySpan<byte> bytes) => _levels.Peek().DataMet = _levels.Peek().Block.Data.IndexOf(data) + 1;

    /// <inheritdoc/>
    public void OnMessageEnd(in SbeWalkResult result)
    {
        // The levels that are still open say where the walk stopped.
    }

    private string What(SbeSchema schema, ReadOnlySpan<byte> message, in SbeWalkResult result, int offset)
    {
        ReadOnlySpan<byte> rest = message[offset..];
        Level level = _levels.Peek();
        switch (result.Status)
        {
            case SbeWalkStatus.ImpossibleGroup:
                return Group(schema, level.Block.Groups.Skip(level.GroupsMet).First(group => group.Facts.SinceVersion <= _version), rest);
            case SbeWalkStatus.ImpossibleData:
                return Data(schema, level.Block.Data.Skip(level.DataMet).First(data => data.Facts.SinceVersion <= _version), rest);
            case SbeWalkStatus.ShortBlock when level.Block is SbeGroup group:
                return Text($"an entry of group {group.Name} goes beyond the message's end, {rest.Length} bytes are left");
            case SbeWalkStatus.ShortBlock:
                return Text($"claims a block of {Claimed(schema, message, schema.Header.BlockLength)} bytes, {rest.Length} are left");
            default:
                if (_missing is not var (block, field))
                {
                    return "has a block shorter than its fields";
                }

                string where = block is SbeGroup ? $"block of group {block.Name}" : Text($"block of {Claimed(schema, message, schema.Header.BlockLength)} bytes");
                return Text($"{where} ends before field {field.Name} ({field.EncodedLength} bytes at {field.Offset})");
        }
    }

    private static string Group(SbeSchema schema, SbeGroup group, ReadOnlySpan<byte> rest)
    {
        SbeDimension dimension = group.Dimension;
        int left = rest.Length - dimension.EncodedLength;
        return left < 0
            ? Text($"group {group.Name} has a header of {dimension.EncodedLength} bytes, {rest.Length} are left")
            : Text($"group {group.Name} claims {Claimed(schema, rest, dimension.NumInGroup)} entries of {Claimed(schema, rest, dimension.BlockLength)} bytes, {left} bytes are left");
    }

    private static string Data(SbeSchema schema, SbeData data, ReadOnlySpan<byte> rest)
    {
        int left = rest.Length - data.HeaderLength;
        return left < 0
            ? Text($"data {data.Name} has a header of {data.HeaderLength} bytes, {rest.Length} are left")
            : Text($"data {data.Name} claims {Claimed(schema, rest, data.Length)} bytes, {left} are left");
    }

    private static decimal Claimed(SbeSchema schema, ReadOnlySpan<byte> bytes, SbeSlot? slot)
    {
        long value = slot == null ? 0 : SbeInteger.Read(bytes[slot.Offset..], slot.Primitive, schema.IsBigEndian);
        return slot?.Primitive == SbePrimitive.UInt64 ? unchecked((ulong)value) : value;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Level(SbeBlock block)
    {
        public SbeBlock Block => block;

        public int GroupsMet { get; set; }

        public int DataMet { get; set; }
    }
}
