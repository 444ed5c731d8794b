namespace EdgeRouter.Core.Books;

/// <summary>Trading status of an instrument at a venue, folded over the protocols.</summary>
public enum TradingStatus : byte
{
    /// <summary>Nothing was said yet.</summary>
    Unknown = 0,

    /// <summary>Orders are taken, nothing trades.</summary>
    PreOpen = 1,

    /// <summary>Continuous trading.</summary>
    Trading = 2,

    /// <summary>Nothing trades and no order is taken.</summary>
    Halted = 3,

    /// <summary>A volatility pause.</summary>
    Paused = 4,

    /// <summary>Orders are taken ahead of a reopening.</summary>
    Quoting = 5,

    /// <summary>The session is over.</summary>
    Closed = 6,
}
