using System.Buffers.Binary;
using System.Text;

namespace EdgeRouter.Aeron.Tests.Support;

/// <summary>Bytes by a table of offsets and values, as a specification writes them: little-endian, what is not named is zero.</summary>
internal static class ByteTable
{
    public static byte[] Of(params (int Offset, object Value)[] fields)
    {
        byte[][] values = [.. fields.Select(field => BytesOf(field.Value))];
        byte[] bytes = new byte[fields.Select((field, index) => field.Offset + values[index].Length).Max()];
        for (int i = 0; i < fields.Length; i++)
        {
            values[i].CopyTo(bytes, fields[i].Offset);
        }

        return bytes;
    }

    private static byte[] BytesOf(object value)
    {
        byte[] bytes = new byte[sizeof(long)];
        switch (value)
        {
            case long number:
                BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
                return bytes;
            case int number:
                BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
                return bytes[..sizeof(int)];
            case short number:
                BinaryPrimitives.WriteInt16LittleEndian(bytes, number);
                return bytes[..sizeof(short)];
            case byte number:
                return [number];
            case string text:
                return Encoding.UTF8.GetBytes(text);
            case byte[] raw:
                return raw;
            default:
                throw new ArgumentOutOfRangeException(nameof(value), value, "no such kind of field");
        }
    }
}
