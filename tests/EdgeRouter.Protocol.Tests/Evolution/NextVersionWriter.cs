using System.Buffers.Binary;
using System.Text;
using EdgeRouter.Sbe.Schema;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <summary>Is shown a message of today and writes it as the next version would, byte by byte: the schema has no codecs yet.</summary>
internal sealed class NextVersionWriter : ISbeVisitor
{
    public const int FieldValue = -123_456;
    public const ushort EntryFieldValue = 51_234;
    public const string TextValue = "näxt";

    private readonly List<byte> _wire = [];
    private byte[] _block = [];
    private SbeMessage? _message;

    public static int[] Keys { get; } = [7, 65_000];

    public bool HasNextGroup => _message!.Data.Count == 0;

    public byte[] ToArray() => [.. _wire];

    public void OnMessage(SbeMessage message, int version)
    {
        _message = message;
        Add16(message.BlockLength + sizeof(int));
        Add16(message.Id);
        Add16(Corpus.TodaysSchema.Id);
        Add16(version + 1);
        _block = new byte[message.BlockLength + sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(_block.AsSpan(message.BlockLength), FieldValue);
    }

    public void OnField(SbeField field, ReadOnlySpan<byte> bytes) => bytes.CopyTo(_block.AsSpan(field.Offset));

    public void OnGroup(SbeGroup group, long count)
    {
        EndBlock();
        Add16(group.BlockLength + sizeof(ushort));
        Add16((int)count);
    }

    public void OnEntry(SbeGroup group, long index)
    {
        _block = new byte[group.BlockLength + sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(_block.AsSpan(group.BlockLength), EntryFieldValue);
    }

    public void OnEntryEnd(SbeGroup group) => EndBlock();

    public void OnGroupEnd(SbeGroup group) => EndBlock();

    public void OnData(SbeData data, ReadOnlySpan<byte> bytes)
    {
        EndBlock();
        Add16(bytes.Length & ushort.MaxValue);
        if (data.HeaderLength == sizeof(int))
        {
            Add16(bytes.Length >> 16);
        }

        _wire.AddRange(bytes);
    }

    public void OnMessageEnd(in SbeWalkResult result)
    {
        EndBlock();
        if (HasNextGroup)
        {
            Add16(sizeof(ushort));
            Add16(Keys.Length);
            foreach (int key in Keys)
            {
                Add16(key);
                AddText();
            }
        }

        AddText();
    }

    private void EndBlock()
    {
        _wire.AddRange(_block);
        _block = [];
    }

    private void AddText()
    {
        byte[] text = Encoding.UTF8.GetBytes(TextValue);
        Add16(text.Length);
        _wire.AddRange(text);
    }

    private void Add16(int value) => _wire.AddRange([(byte)value, (byte)(value >> 8)]);
}
