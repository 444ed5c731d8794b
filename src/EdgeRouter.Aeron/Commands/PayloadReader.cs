using System.Buffers.Binary;
using System.Text;

namespace EdgeRouter.Aeron.Commands;

/// <summary>Reads fields one behind the other. Whatever lies outside the payload reads as nothing and makes it malformed.</summary>
/// <param name="bytes">The payload.</param>
internal ref struct PayloadReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    /// <summary>Whether a field lay outside.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Whether everything was read.</summary>
    public readonly bool IsAtEnd => _at >= _bytes.Length;

    /// <summary>The next number.</summary>
    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>The next number.</summary>
    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    /// <summary>The next number.</summary>
    public short Int16() => BinaryPrimitives.ReadInt16LittleEndian(Take(sizeof(short)));

    /// <summary>The next bytes, without a length before them.</summary>
    /// <param name="count">How many.</param>
    public byte[] Raw(int count) => Take(count).ToArray();

    /// <summary>A length and bytes.</summary>
    public byte[] Bytes() => TakeCounted().ToArray();

    /// <summary>A length and text.</summary>
    public string Text() => Encoding.UTF8.GetString(TakeCounted());

    /// <summary>Skips to a multiple of 4.</summary>
    public void AlignTo4() => _at = (_at + 3) & ~3;

    private ReadOnlySpan<byte> TakeCounted()
    {
        int count = Int32();
        if (count < 0 || count > _bytes.Length - Math.Min(_at, _bytes.Length))
        {
            IsMalformed = true;
            return default;
        }

        return Take(count);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_at > _bytes.Length || count > _bytes.Length - _at)
        {
            IsMalformed = true;
            _at = _bytes.Length;
            return new byte[count];
        }

        ReadOnlySpan<byte> taken = _bytes.Slice(_at, count);
        _at += count;
        return taken;
    }
}
