using EdgeRouter.Core.Orders;

namespace EdgeRouter.Lab.Faults;

/// <summary>The truth about a child order: what its venue knows, which the router has to find out.</summary>
internal sealed class VenueOrder(ChildOrder order)
{
    public ChildOrder Order { get; } = order;

    public VenueOrderPhase Phase { get; set; }

    /// <summary>How it ended; only with <see cref="VenueOrderPhase.Ended"/>.</summary>
    public ChildOrderState End { get; set; }

    public RejectReason EndReason { get; set; }

    /// <summary>Shares executed, busts and corrections taken into account.</summary>
    public long Executed { get; set; }

    /// <summary>Shares that stand.</summary>
    public long Leaves { get; set; } = order.Quantity;

    public List<VenueExecution> Executions { get; } = [];

    /// <summary>Shares that were executed, also those that were taken back.</summary>
    public long Told => Executions.Sum(e => e.Reports[0].LastQuantity);

    /// <summary>Whether the firm order that answers for it came.</summary>
    public bool IsInvited { get; set; }

    /// <summary>Shares that were executed or may still be.</summary>
    public long Potential => Executed + (Order.IsConditional ? 0 : Phase switch
    {
        VenueOrderPhase.OnItsWay => Order.Quantity,
        VenueOrderPhase.Standing => Leaves,
        _ => 0,
    });

    public ChildOrderState State => Phase == VenueOrderPhase.Ended ? End : Executed > 0 ? ChildOrderState.PartiallyFilled : ChildOrderState.New;
}

