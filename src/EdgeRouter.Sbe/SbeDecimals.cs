namespace EdgeRouter.Sbe;

/// <summary>Decimals of a mantissa and a power of ten.</summary>
public static class SbeDecimals
{
    private const int DigitsMax = 28;

    /// <summary>Scales a mantissa.</summary>
    /// <param name="mantissa">Mantissa, or null.</param>
    /// <param name="exponent">Power of ten, or null.</param>
    /// <returns>Null where a part is null, or where the number has more digits than a decimal can hold.</returns>
    public static decimal? Scale(decimal? mantissa, decimal? exponent)
    {
        if (mantissa == null || exponent is null or > DigitsMax or < -DigitsMax)
        {
            return null;
        }

        decimal scale = 1;
        for (int step = 0; step < Math.Abs((int)exponent.Value); step++)
        {
            scale *= 10;
        }

        if (exponent <= 0)
        {
            return mantissa / scale;
        }

        return Math.Abs(mantissa.Value) <= decimal.MaxValue / scale ? mantissa * scale : null;
    }
}
