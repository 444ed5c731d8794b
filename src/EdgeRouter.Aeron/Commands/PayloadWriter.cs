using System.Buffers.Binary;
using System.Text;

namespace EdgeRouter.Aeron.Commands;

/// <summary>Writes fields one behind the other.</summary>
/// <param name="bytes">Where to.</param>
internal ref struct PayloadWriter(Span<byte> bytes)
{
    private readonly Span<byte> _bytes = bytes;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>Appends a number.</summary>
    public void Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes[Length..], value);
        Length += sizeof(long);
    }

    /// <summary>Appends a number.</summary>
    public void Int32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes[Length..], value);
        Length += sizeof(int);
    }

    /// <summary>Appends a number.</summary>
    public void Int16(short value)
    {
        BinaryPrimitives.WriteInt16LittleEndian(_bytes[Length..], value);
        Length += sizeof(short);
    }

    /// <summary>Appends bytes without their length.</summary>
    public void Raw(ReadOnlySpan<byte> value)
    {
        value.CopyTo(_bytes[Length..]);
        Length += value.Length;
    }

    /// <summary>Appends a length and bytes.</summary>
    public void Bytes(ReadOnlySpan<byte> value)
    {
        Int32(value.Length);
        Raw(value);
    }

    /// <summary>Appends a length and text.</summary>
    public void Text(string value)
    {
        Int32(Encoding.UTF8.GetByteCount(value));
        Length += Encoding.UTF8.GetBytes(value, _bytes[Length..]);
    }

    /// <summary>Fills with zeros up to a multiple of 4.</summary>
    public void AlignTo4()
    {
        while ((Length & 3) != 0)
        {
            _bytes[Length++] = 0;
        }
    }
}
