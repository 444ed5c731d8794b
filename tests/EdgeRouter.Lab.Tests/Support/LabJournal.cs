using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Lab.Tests.Support;

/// <summary>What a run's journal says, and its bytes.</summary>
internal sealed class LabJournal : ProtocolVisitor
{
    public byte[] Bytes { get; private set; } = [];

    public SessionHeader? Header { get; private set; }

    public List<ParentOrder> Parents { get; } = [];

    public List<ParentOutcome> Outcomes { get; } = [];

    public List<(ExecutionReport Report, ChildOrder Order, long TakenNs)> Reports { get; } = [];

    public Dictionary<long, ChildOrder> Children { get; } = [];

    public List<long> Times { get; } = [];

    public List<string> Kinds { get; } = [];

    public IEnumerable<(ExecutionReport Report, ChildOrder Order)> Fills =>
        Reports.Where(r => r.Report.Type == ExecutionType.Trade).Select(r => (r.Report, r.Order));

    public static LabJournal Read(string folder)
    {
        var journal = new LabJournal
        {
            Bytes = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).SelectMany(File.ReadAllBytes)],
        };
        using var reader = new JournalReader(folder);
        while (reader.TryRead(out JournalRecord record))
        {
            Assert.That(ProtocolReader.Dispatch(record.Payload, ref journal), Is.EqualTo(ProtocolReadResult.Ok));
        }

        return journal;
    }

    public override void OnSessionStart(in MessageEnvelope envelope, SessionHeader header)
    {
        Header = header;
        Kinds.Add("start");
    }

    public override void OnSessionEnd(in MessageEnvelope envelope, in SessionSummary summary) => Kinds.Add("end");

    public override void OnParentOrder(in MessageEnvelope envelope, in ParentOrder order)
    {
        Assert.That(envelope.TimeNs, Is.EqualTo(order.ArrivalTimeNs), "a parent is taken when it arrives");
        Parents.Add(order);
        See(envelope, "parent");
    }

    public override void OnParentOutcome(in MessageEnvelope envelope, in ParentOutcome outcome)
    {
        Outcomes.Add(outcome);
        See(envelope, "outcome");
    }

    public override void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order)
    {
        Assert.That(order.SendTimeNs - envelope.TimeNs, Is.InRange(0, 1_000_000), "now, or held so that a step arrives together");
        Children.Add(order.Id.Value, order);
        See(envelope, "child");
    }

    public override void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report)
    {
        Reports.Add((report, Children[report.ChildId.Value], envelope.TimeNs));
        See(envelope, "report");
    }

    public override void OnTimer(in MessageEnvelope envelope, long nowNs) => See(envelope, "timer");

    public override void OnDecision(in MessageEnvelope envelope, in DecisionView decision) => See(envelope, "decision");

    public override void OnMarkOut(in MessageEnvelope envelope, in MarkOut markOut) => See(envelope, "mark");

    public IEnumerable<long> PositionsOf(int instruments) =>
        Enumerable.Range(0, instruments).Select(i => Fills.Where(f => f.Order.InstrumentId.Value == i).Sum(f => f.Order.Side.Sign() * f.Report.LastQuantity));

    private void See(in MessageEnvelope envelope, string kind)
    {
        Times.Add(envelope.TimeNs);
        Kinds.Add(kind);
    }
}
