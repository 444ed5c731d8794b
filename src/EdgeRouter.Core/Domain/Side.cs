namespace EdgeRouter.Core.Domain;

/// <summary>Side of an order or of a book. Values are those of FIX tag 54 and reach disk: they must only ever grow.</summary>
public enum Side : byte
{
    /// <summary>No side: a default-initialised value, never valid on input.</summary>
    None = 0,

    /// <summary>Buy order; bid side of a book.</summary>
    Buy = 1,

    /// <summary>Sell order; offer side of a book.</summary>
    Sell = 2,
}
