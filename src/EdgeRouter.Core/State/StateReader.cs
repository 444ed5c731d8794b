using System.Buffers.Binary;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Core.State;

/// <summary>Reads back what a <see cref="StateWriter"/> wrote. Every read is checked.</summary>
public ref struct StateReader
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>Creates a reader.</summary>
    /// <param name="bytes">The state.</param>
    public StateReader(ReadOnlySpan<byte> bytes) => _rest = bytes;

    /// <summary>Whether everything was read.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Checks the beginning of a part.</summary>
    /// <param name="tag">As given to <see cref="StateWriter.Begin"/>.</param>
    /// <exception cref="EdgeRouterException">ER1140: another part stands here, or nothing.</exception>
    public void Expect(uint tag)
    {
        uint found = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));
        if (found != tag)
        {
            throw EdgeRouterException.BadInput("ER1140", $"saved state has part {found:x8} where {tag:x8} was due: it is damaged or of another version");
        }
    }

    /// <summary>Reads a byte.</summary>
    /// <exception cref="EdgeRouterException">ER1140: the state ends too early.</exception>
    public byte ReadByte() => Take(1)[0];

    /// <summary>Reads a truth value.</summary>
    /// <exception cref="EdgeRouterException">ER1140: the state ends too early.</exception>
    public bool ReadBoolean() => ReadByte() != 0;

    /// <summary>Reads four bytes.</summary>
    /// <exception cref="EdgeRouterException">ER1140: the state ends too early.</exception>
    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    /// <summary>Reads a count and checks it.</summary>
    /// <param name="countMax">Most that the component can hold.</param>
    /// <exception cref="EdgeRouterException">ER1140: the count is out of range.</exception>
    public int ReadCount(int countMax)
    {
        int count = ReadInt32();
        if (count < 0 || count > countMax)
        {
            throw EdgeRouterException.BadInput("ER1140", $"saved state has {count} entries where at most {countMax} fit: it is damaged or of a larger setup");
        }

        return count;
    }

    /// <summary>Reads eight bytes.</summary>
    /// <exception cref="EdgeRouterException">ER1140: the state ends too early.</exception>
    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>Reads eight bytes.</summary>
    /// <exception cref="EdgeRouterException">ER1140: the state ends too early.</exception>
    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>Reads the eight bytes of a double.</summary>
    /// <exception cref="EdgeRouterException">ER1140: the state ends too early.</exception>
    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    /// <summary>Reads sixteen bytes.</summary>
    /// <exception cref="EdgeRouterException">ER1140: the state ends too early.</exception>
    public Int128 ReadInt128() => BinaryPrimitives.ReadInt128LittleEndian(Take(16));

    /// <summary>Reads bytes with their length.</summary>
    /// <exception cref="EdgeRouterException">ER1140: the state ends too early.</exception>
    public ReadOnlySpan<byte> ReadBytes() => Take(ReadInt32());

    private ReadOnlySpan<byte> Take(int bytes)
    {
        if ((uint)bytes > (uint)_rest.Length)
        {
            throw EdgeRouterException.BadInput("ER1140", $"saved state ends {(long)(uint)bytes - _rest.Length} bytes too early: it is damaged");
        }

        ReadOnlySpan<byte> taken = _rest[..bytes];
        _rest = _rest[bytes..];
        return taken;
    }
}
