using EdgeRouter.Core.Orders;
using EdgeRouter.Link.TestHost.Tiers;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Link.Tests.Processes;

/// <summary>What the journal of one tier holds, in its order.</summary>
internal sealed class TierBooks : ProtocolVisitor
{
    private TierBooks _self;

    private TierBooks() => _self = this;

    public List<long> Orders { get; } = [];

    public List<(long ChildId, ExecutionType Type, RejectReason Reason, long TimeNs)> Reports { get; } = [];

    /// <summary>What the router was told of its link, a venue a line.</summary>
    public List<ControlKind> Links { get; } = [];

    public static TierBooks Read(string journal)
    {
        var books = new TierBooks();
        foreach (byte[] message in TestJournals.Messages(journal))
        {
            _ = ProtocolReader.Dispatch(message, ref books._self);
        }

        return books;
    }

    public override void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order) => Orders.Add(order.Id.Value);

    public override void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report) =>
        Reports.Add((report.ChildId.Value, report.Type, report.RejectReason, report.VenueTimeNs));

    public override void OnControl(in MessageEnvelope envelope, in ControlInput control)
    {
        if (control.Kind is ControlKind.LinkDown or ControlKind.LinkUp)
        {
            Links.Add(control.Kind);
        }
    }
}
