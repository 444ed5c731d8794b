using EdgeRouter.Core.Orders;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Lab.Tests.Support;

/// <summary>What a router's journal holds before and after its first record of a venue whose link is down.</summary>
internal sealed class LinkLoss : ProtocolVisitor
{
    private LinkLoss _self;

    private LinkLoss() => _self = this;

    /// <summary>Venues whose link went down, in order.</summary>
    public List<int> Down { get; } = [];

    public int ChildrenBefore { get; private set; }

    public int ChildrenAfter { get; private set; }

    public int ParentsBefore { get; private set; }

    public int ParentsAfter { get; private set; }

    public bool HasEnd { get; private set; }

    public static LinkLoss Read(string journal)
    {
        var loss = new LinkLoss();
        using var reader = new JournalReader(journal);
        while (reader.TryRead(out JournalRecord record))
        {
            _ = ProtocolReader.Dispatch(record.Payload, ref loss._self);
        }

        return loss;
    }

    public override void OnControl(in MessageEnvelope envelope, in ControlInput control)
    {
        if (control.Kind == ControlKind.LinkDown)
        {
            Down.Add(control.VenueId.Value);
        }
    }

    public override void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order)
    {
        ChildrenBefore += Down.Count == 0 ? 1 : 0;
        ChildrenAfter += Down.Count == 0 ? 0 : 1;
    }

    public override void OnParentOrder(in MessageEnvelope envelope, in ParentOrder order)
    {
        ParentsBefore += Down.Count == 0 ? 1 : 0;
        ParentsAfter += Down.Count == 0 ? 0 : 1;
    }

    public override void OnSessionEnd(in MessageEnvelope envelope, in SessionSummary summary) => HasEnd = true;
}
