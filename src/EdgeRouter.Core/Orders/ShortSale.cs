namespace EdgeRouter.Core.Orders;

/// <summary>Whether a sale is short (SEC Regulation SHO, rule 200(g)). Values reach disk and wire: they must only ever grow.</summary>
public enum ShortSale : byte
{
    /// <summary>A buy or a long sale.</summary>
    None = 0,

    /// <summary>Short.</summary>
    Short = 1,

    /// <summary>Short, exempt from the price test.</summary>
    ShortExempt = 2,
}
