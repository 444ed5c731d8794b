using System.Buffers.Binary;
using System.Numerics;

namespace EdgeRouter.Journal;

/// <summary>CRC-32C (Castagnoli, RFC 3720 appendix B.4): initial value and final inversion all ones, reflected. One instruction per 8 bytes where the CPU has it.</summary>
internal static class Crc32C
{
    /// <summary>The state before the first byte.</summary>
    public const uint Initial = 0xFFFFFFFF;

    /// <summary>The checksum of a block.</summary>
    /// <param name="bytes">Any length.</param>
    public static uint Compute(ReadOnlySpan<byte> bytes) => ~Update(Initial, bytes);

    /// <summary>Continues a checksum; invert the result (<c>~</c>) after the last block.</summary>
    /// <param name="state">The state so far.</param>
    /// <param name="bytes">The next bytes.</param>
    public static uint Update(uint state, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte b in bytes)
        {
            state = BitOperations.Crc32C(state, b);
        }

        return state;
    }
}
