using EdgeRouter.Core.Orders;

namespace EdgeRouter.Lab.Recorded;

/// <summary>A child order of ours over a captured feed.</summary>
internal sealed class RecordedChild(ChildOrder order)
{
    /// <summary>Where the displayed book does not reach to its price: the queue is taken from the first sight of it.</summary>
    public const long AheadUnknown = -1;

    private readonly ChildOrder _order = order;

    /// <summary>The order as it was sent.</summary>
    public ref readonly ChildOrder Order => ref _order;

    /// <summary>State at the venue.</summary>
    public ChildOrderState State { get; set; } = ChildOrderState.PendingNew;

    /// <summary>Shares filled.</summary>
    public long Cumulative { get; set; }

    /// <summary>Shares that stand before it at its price; <see cref="AheadUnknown"/>.</summary>
    public long Ahead { get; set; } = AheadUnknown;

    /// <summary>Shares displayed at its price when it was last looked at.</summary>
    public long LevelQuantity { get; set; }

    /// <summary>Shares that traded at its price since.</summary>
    public long TradedSince { get; set; }

    /// <summary>The orders ahead of it, where the feed tells orders apart; null where it does not.</summary>
    public ulong[]? AheadIds { get; set; }

    /// <summary>Shares left.</summary>
    public long Leaves => _order.Quantity - Cumulative;

    /// <summary>Whether the venue works it.</summary>
    public bool IsLive => State is ChildOrderState.New or ChildOrderState.PartiallyFilled;
}
