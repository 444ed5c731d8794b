namespace EdgeRouter.Simulation.History;

/// <summary>What a trade of the tape may be counted for.</summary>
[Flags]
public enum TapeUse : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Its price is a price of its instant.</summary>
    Price = 1,

    /// <summary>Its shares changed hands in the regular session.</summary>
    Volume = 2,

    /// <summary>Somebody took at the quotes of its instant: it has a sign and an arrival time.</summary>
    Sign = 4,

    /// <summary>Everything.</summary>
    All = Price | Volume | Sign,
}
