namespace EdgeRouter.Core.Randomness;

/// <summary>SplitMix64 (Steele, Lea and Flood, 2014): the mixing function for seeds and for decisions keyed on an id.</summary>
public static class SplitMix64
{
    /// <summary>Advances a state and gives the next number.</summary>
    /// <param name="state">The state.</param>
    public static ulong Next(ref ulong state)
    {
        state += 0x9E37_79B9_7F4A_7C15UL;
        return Finish(state);
    }

    /// <summary>A well-mixed function of one number.</summary>
    /// <param name="value">Any number.</param>
    public static ulong Mix(ulong value) => Finish(value + 0x9E37_79B9_7F4A_7C15UL);

    /// <summary>Uniform in [0, 1) from a number, 53 bits.</summary>
    /// <param name="value">Any number; mixed first.</param>
    public static double ToUnit(ulong value) => (Mix(value) >> 11) * (1.0 / (1UL << 53));

    private static ulong Finish(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EBUL;
        return z ^ (z >> 31);
    }
}
