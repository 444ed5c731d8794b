namespace EdgeRouter.Core.Time;

/// <summary>Nanoseconds in the usual units.</summary>
public static class TimeUnits
{
    /// <summary>One microsecond in ns.</summary>
    public const long Microsecond = 1_000;

    /// <summary>One millisecond in ns.</summary>
    public const long Millisecond = 1_000_000;

    /// <summary>One second in ns.</summary>
    public const long Second = 1_000_000_000;

    /// <summary>One minute in ns.</summary>
    public const long Minute = 60 * Second;

    /// <summary>One hour in ns.</summary>
    public const long Hour = 60 * Minute;

    /// <summary>One day in ns.</summary>
    public const long Day = 24 * Hour;
}
