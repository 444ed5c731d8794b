using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Engine.Tests.Support;

/// <summary>Reads a journal back as the log that <see cref="RecordingOutput"/> would have written, with whole values beside it.</summary>
internal sealed class JournalText : IProtocolVisitor
{
    public List<string> Log { get; } = [];

    public List<MessageEnvelope> Envelopes { get; } = [];

    public List<ChildOrder> Orders { get; } = [];

    public List<ParentOutcome> Outcomes { get; } = [];

    public List<ExecutionReport> Reports { get; } = [];

    public SessionHeader? Header { get; private set; }

    public SessionSummary Summary { get; private set; }

    public static JournalText Read(string directory)
    {
        var text = new JournalText();
        using var reader = new JournalReader(directory);
        while (reader.TryRead(out JournalRecord record))
        {
            Assert.That(ProtocolReader.Dispatch(record.Payload, ref text), Is.EqualTo(ProtocolReadResult.Ok), $"record {record.Sequence}");
            Assert.That(text.Envelopes[^1].Sequence, Is.EqualTo((ulong)record.Sequence));
        }

        Assert.That((reader.TornBytes, reader.IsDamaged), Is.EqualTo((0L, false)));
        return text;
    }

    public void OnSessionStart(in MessageEnvelope envelope, SessionHeader header)
    {
        Header = header;
        Say(envelope, "start");
    }

    public void OnSessionEnd(in MessageEnvelope envelope, in SessionSummary summary)
    {
        Summary = summary;
        Say(envelope, "end");
    }

    public void OnParentOrder(in MessageEnvelope envelope, in ParentOrder order)
    {
        if (!envelope.IsRefused())
        {
            Say(envelope, $"accept {order.Id.Value}");
        }
        else
        {
            Envelopes.Add(envelope);
        }
    }


    public void OnParentOutcome(in MessageEnvelope envelope, in ParentOutcome outcome)
    {
        Outcomes.Add(outcome);
        Say(envelope, envelope.IsRefused()
            ? $"refuse {outcome.ParentId.Value} {outcome.RejectReason}"
            : $"done {outcome.ParentId.Value} {outcome.State} {outcome.RejectReason}");
    }

    public void OnParentCancel(in MessageEnvelope envelope, ParentOrderId parentId) =>
        Say(envelope, $"cancel parent {parentId.Value}{(envelope.IsRefused() ? " refused" : string.Empty)}");

    public void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order)
    {
        Orders.Add(order);
        Say(envelope, $"child {order.Id.Value} {Desk.Text(order)}");
    }

    public void OnCancelRequest(in MessageEnvelope envelope, in CancelRequest request) => Say(envelope, $"cancel child {request.ChildId.Value}");

    public void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report)
    {
        Reports.Add(report);
        Say(envelope, $"report {report.ChildId.Value} {report.Type}");
    }

    public void OnMarkOut(in MessageEnvelope envelope, in MarkOut markOut) => Say(envelope, $"mark {markOut.ChildId.Value}");

    public void OnDecision(in MessageEnvelope envelope, in DecisionView decision) => Say(envelope, $"decision {decision.ParentId.Value}/{decision.DecisionIndex}");

    public void OnScores(in MessageEnvelope envelope, in ScoresView scores) =>
        Say(envelope, $"scores {scores.ParentId.Value}/{scores.DecisionIndex} {Desk.Ascii(scores.ScorerNameUtf8)}");

    public void OnTimer(in MessageEnvelope envelope, long nowNs) => Say(envelope, "timer");

    public void OnControl(in MessageEnvelope envelope, in ControlInput control) => Say(envelope, $"control {control.Kind}");

    public void OnAlert(in MessageEnvelope envelope, in EngineAlert alert) => Say(envelope, $"alert {alert.Kind} {alert.RejectReason}");

    public void OnParentReplace(in MessageEnvelope envelope, in ParentReplace replace) =>
        Say(envelope, $"replace {replace.ParentId.Value}/{replace.ReplaceId}{(envelope.IsRefused() ? " refused" : string.Empty)}");

    public void OnParentReplaced(in MessageEnvelope envelope, in ParentReplaceOutcome outcome) =>
        Say(envelope, $"replaced {outcome.ParentId.Value}/{outcome.ReplaceId} {outcome.Quantity}@{outcome.LimitPrice.Nanos / Desk.Cent}{(outcome.RejectReason == RejectReason.None ? string.Empty : $" {outcome.RejectReason}")}");

    public void OnChildDoubt(in MessageEnvelope envelope, in ChildDoubt doubt) => Say(envelope, $"doubt child {doubt.ChildId.Value}");

    public void OnConfiguration(in MessageEnvelope envelope, ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content) =>
        Say(envelope, $"configuration {kind}");

    public void OnPacket(in MessageEnvelope envelope, in Datagram packet) => Say(envelope, "packet");

    private void Say(in MessageEnvelope envelope, string text)
    {
        Envelopes.Add(envelope);
        Log.Add(text);
    }
}

internal static class EnvelopeFlags
{
    public static bool IsRefused(this in MessageEnvelope envelope) => (envelope.Flags & MessageEnvelope.RefusedFlag) != 0;
}
