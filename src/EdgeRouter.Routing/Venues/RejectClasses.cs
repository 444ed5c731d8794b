using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.Venues;

/// <summary>The class of each <see cref="RejectReason"/> that a venue, or the gateway before it, may give. The table stands in <c>src/docs/ORDERS.md</c>.</summary>
public static class RejectClasses
{
    /// <summary>Classifies a refusal.</summary>
    /// <param name="reason">Any value; one that this version does not know asks for a pause.</param>
    public static RejectClass Of(RejectReason reason) => reason switch
    {
        RejectReason.RateLimit
            or RejectReason.VenueClosed
            or RejectReason.CapacityExceeded
            or RejectReason.VenueBusy
            or RejectReason.SessionClosed
            or RejectReason.StorageLost
            or RejectReason.LinkDown => RejectClass.BackOff,
        RejectReason.KillSwitch
            or RejectReason.VenueLockout
            or RejectReason.ShardCredit
            or RejectReason.UnknownClient => RejectClass.DisableVenue,
        > RejectReason.LinkDown => RejectClass.BackOff,
        _ => RejectClass.RetryElsewhere,
    };
}
