namespace EdgeRouter.Feeds;

/// <summary>Turns decimal mantissas into nanos.</summary>
internal static class FixedPoint
{
    /// <summary>Multiplies a mantissa by the power of ten that makes it nanos.</summary>
    /// <param name="mantissa">The mantissa.</param>
    /// <param name="scale">10^(9 + exponent).</param>
    /// <param name="nanos">Nanos.</param>
    /// <returns>False: the product is outside 64 bits.</returns>
    public static bool TryToNanos(long mantissa, long scale, out long nanos)
    {
        long high = Math.BigMul(mantissa, scale, out nanos);
        return high == nanos >> 63;
    }
}
