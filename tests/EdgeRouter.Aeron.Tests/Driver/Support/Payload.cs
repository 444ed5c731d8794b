using System.Buffers.Binary;
using System.Text;

namespace EdgeRouter.Aeron.Tests.Driver.Support;

/// <summary>Bytes put together by hand after the tables of AERON.md §5 and §6, without the codecs that are under test.</summary>
internal sealed class Payload
{
    private readonly List<byte> _bytes = [];

    public byte[] Bytes => [.. _bytes];

    public Payload Int64(long value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        _bytes.AddRange(bytes);
        return this;
    }

    public Payload Int32(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        _bytes.AddRange(bytes);
        return this;
    }

    public Payload Int16(short value)
    {
        byte[] bytes = new byte[2];
        BinaryPrimitives.WriteInt16LittleEndian(bytes, value);
        _bytes.AddRange(bytes);
        return this;
    }

    public Payload Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public Payload Text(string text)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        return Int32(bytes.Length).Raw(bytes);
    }

    public Payload Align4()
    {
        while (_bytes.Count % 4 != 0)
        {
            _bytes.Add(0);
        }

        return this;
    }
}
