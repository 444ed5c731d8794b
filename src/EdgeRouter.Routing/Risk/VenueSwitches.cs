namespace EdgeRouter.Routing.Risk;

/// <summary>Why venues may not be used: one bit a venue and cause. The causes come and go apart.</summary>
internal struct VenueSwitches
{
    public ulong Disabled;

    public ulong Killed;

    public ulong LinkDown;

    /// <summary>Every venue that must not be used.</summary>
    public readonly ulong All => Disabled | Killed | LinkDown;

    /// <summary>Sets or clears a venue's bit.</summary>
    public static void Set(ref ulong venues, int venue, bool on) => venues = on ? venues | (1UL << venue) : venues & ~(1UL << venue);
}
