using EdgeRouter.Core.Orders;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Lab.Tests.Links;

/// <summary>Orders and reports of a tier's journal, in its order.</summary>
internal sealed class LinkBooks : ProtocolVisitor
{
    private LinkBooks _self;

    private LinkBooks() => _self = this;

    public List<long> Orders { get; } = [];

    public List<(long ChildId, ulong ExecutionId, long Quantity)> Reports { get; } = [];

    public static LinkBooks Read(string journal)
    {
        var books = new LinkBooks();
        using var reader = new JournalReader(journal);
        while (reader.TryRead(out JournalRecord record))
        {
            _ = ProtocolReader.Dispatch(record.Payload, ref books._self);
        }

        return books;
    }

    public override void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order) => Orders.Add(order.Id.Value);

    public override void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report) =>
        Reports.Add((report.ChildId.Value, report.ExecutionId, report.LastQuantity));
}
