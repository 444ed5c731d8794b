using EdgeRouter.Core.Books;

namespace EdgeRouter.Routing.Protection;

/// <summary>What a trading status permits. Auctions are excluded: a venue that collects orders for one trades nothing that a child could get at once.</summary>
public static class TradingStatusRules
{
    /// <summary>Whether orders trade continuously. Before a venue's first word its status is unknown and counts as trading where the caller says so.</summary>
    /// <param name="status">The venue's last word on the instrument.</param>
    /// <param name="allowUnknown">Whether a venue that said nothing counts as trading.</param>
    public static bool IsContinuous(TradingStatus status, bool allowUnknown = true) =>
        status == TradingStatus.Trading || (allowUnknown && status == TradingStatus.Unknown);

    /// <summary>Whether the instrument is halted or in a volatility pause there.</summary>
    /// <param name="status">The venue's last word on the instrument.</param>
    public static bool IsHalt(TradingStatus status) => status is TradingStatus.Halted or TradingStatus.Paused;
}
