using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeRouter.Scoring.Import;

/// <summary>Decodes UBJSON numbers, which are big-endian: one, or a typed array at once. Types are known to be numeric.</summary>
internal static class UbjBlocks
{
    /// <summary>One whole number.</summary>
    /// <param name="bytes">At least as long as the type.</param>
    /// <param name="type">Any integer type.</param>
    public static long Integer(ReadOnlySpan<byte> bytes, byte type) => type switch
    {
        (byte)'i' => (sbyte)bytes[0],
        (byte)'U' => bytes[0],
        (byte)'I' => BinaryPrimitives.ReadInt16BigEndian(bytes),
        (byte)'l' => BinaryPrimitives.ReadInt32BigEndian(bytes),
        _ => BinaryPrimitives.ReadInt64BigEndian(bytes),
    };

    /// <summary>One number as float32.</summary>
    /// <param name="bytes">At least as long as the type.</param>
    /// <param name="type">Any numeric type.</param>
    public static float Single(ReadOnlySpan<byte> bytes, byte type) => type switch
    {
        (byte)'d' => BinaryPrimitives.ReadSingleBigEndian(bytes),
        (byte)'D' => (float)BinaryPrimitives.ReadDoubleBigEndian(bytes),
        _ => Integer(bytes, type),
    };

    /// <summary>A typed array of whole numbers.</summary>
    /// <param name="bytes">The items.</param>
    /// <param name="type">Their type.</param>
    /// <param name="context">Names the place in errors.</param>
    public static int[] ToInt32(ReadOnlySpan<byte> bytes, byte type, ImportContext context)
    {
        if (type is (byte)'d' or (byte)'D')
        {
            throw context.Invalid("an array of whole numbers was expected, found fractions");
        }

        if (type == 'l')
        {
            var words = new int[bytes.Length / sizeof(int)];
            ReverseWords(bytes, words);
            return words;
        }

        if (type == 'U')
        {
            var flags = new int[bytes.Length];
            Widen(bytes, flags);
            return flags;
        }

        int sizeBytes = SizeOf(type);
        var items = new int[bytes.Length / sizeBytes];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = context.ToInt32(Integer(bytes[(i * sizeBytes)..], type));
        }

        return items;
    }

    /// <summary>A typed array of numbers.</summary>
    /// <param name="bytes">The items.</param>
    /// <param name="type">Their type.</param>
    public static float[] ToSingle(ReadOnlySpan<byte> bytes, byte type)
    {
        int sizeBytes = SizeOf(type);
        var items = new float[bytes.Length / sizeBytes];
        if (type == 'd')
        {
            ReverseWords(bytes, MemoryMarshal.Cast<float, int>(items.AsSpan()));
            return items;
        }

        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Single(bytes[(i * sizeBytes)..], type);
        }

        return items;
    }

    /// <summary>Bytes of a number, or 0 if the type is none.</summary>
    /// <param name="type">Type marker.</param>
    public static int SizeOf(byte type) => type switch
    {
        (byte)'i' or (byte)'U' => 1,
        (byte)'I' => 2,
        (byte)'l' or (byte)'d' => 4,
        (byte)'L' or (byte)'D' => 8,
        _ => 0,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // A model is loaded once: there is no second call that a better tier would serve.
    private static void Widen(ReadOnlySpan<byte> bytes, Span<int> items)
    {
        for (int i = 0; i < items.Length && i < bytes.Length; i++)
        {
            items[i] = bytes[i];
        }
    }

    private static void ReverseWords(ReadOnlySpan<byte> bytes, Span<int> words)
    {
        ReadOnlySpan<int> source = MemoryMarshal.Cast<byte, int>(bytes);
        if (BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(source, words);
        }
        else
        {
            source.CopyTo(words);
        }
    }
}
