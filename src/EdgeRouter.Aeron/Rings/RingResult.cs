namespace EdgeRouter.Aeron.Rings;

/// <summary>What became of writing to a ring.</summary>
public enum RingResult
{
    /// <summary>Written.</summary>
    Written,

    /// <summary>No room now.</summary>
    Full,

    /// <summary>Longer than an eighth of the ring: never fits.</summary>
    TooLong,
}
