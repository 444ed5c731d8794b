namespace EdgeRouter.Core.Links;

/// <summary>Numbers of a link's messages in 32 bits, which is what an envelope has room for: the highest bit says that there is one, the others are the
/// number's low 31 bits.</summary>
public static class LinkNumber
{
    /// <summary>Greatest step from one number to the next that a stamp can tell.</summary>
    public const int StepMax = (1 << 30) - 1;

    private const uint Mark = 0x8000_0000;

    /// <summary>A number as an envelope holds it; never 0.</summary>
    /// <param name="number">The number, 1 or more.</param>
    public static uint Stamp(long number) => Mark | (uint)number;

    /// <summary>The whole number.</summary>
    /// <param name="near">A number at most <see cref="StepMax"/> away.</param>
    /// <param name="stamp">Of <see cref="Stamp"/>; 0 = there is none, and <paramref name="near"/> stays.</param>
    public static long Extend(long near, uint stamp) => stamp == 0 ? near : near + ((int)((stamp - (uint)near) << 1) >> 1);
}
