namespace EdgeRouter.Aeron.Memory;

/// <summary>Arithmetic on powers of two.</summary>
internal static class Bits
{
    /// <summary>Rounds up.</summary>
    /// <param name="value">0 or more.</param>
    /// <param name="alignment">A power of two.</param>
    public static int Align(int value, int alignment) => (value + (alignment - 1)) & -alignment;

    /// <summary>Rounds up.</summary>
    /// <param name="value">0 or more.</param>
    /// <param name="alignment">A power of two.</param>
    public static long Align(long value, long alignment) => (value + (alignment - 1)) & -alignment;

    /// <summary>Whether a value is a power of two.</summary>
    /// <param name="value">The value.</param>
    public static bool IsPowerOfTwo(int value) => value > 0 && (value & (value - 1)) == 0;
}
