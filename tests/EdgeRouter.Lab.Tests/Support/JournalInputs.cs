using EdgeRouter.Core.Orders;
using EdgeRouter.Engine;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Lab.Tests.Support;

/// <summary>The inputs of a journal, one after the other, with the scores that each led to. Everything else in it is output and passed over.</summary>
internal sealed class JournalInputs : ProtocolVisitor, IDisposable
{
    private readonly JournalReader _reader;
    private readonly Queue<(long ParentId, int DecisionIndex, string Scorer, ScoreInput[] Rows)> _scores = [];
    private Action<IJournaledEngine>? _input;
    private long _packetsBefore;

    public JournalInputs(string folder)
    {
        _reader = new JournalReader(folder);
        ReadOn();
    }

    public SessionHeader? Header { get; private set; }

    public bool IsDueBefore(long packetCount) => _input is not null && _packetsBefore <= packetCount;

    public void Give(IJournaledEngine engine)
    {
        Action<IJournaledEngine> input = _input!;
        ReadOn();
        input(engine);
    }

    /// <summary>The scores that were journaled for a decision; false: it was taken without.</summary>
    public bool TryTakeScores(DecisionRequest request, out string scorer)
    {
        scorer = string.Empty;
        if (!_scores.TryDequeue(out (long ParentId, int DecisionIndex, string Scorer, ScoreInput[] Rows) scores))
        {
            return false;
        }

        scorer = scores.Scorer;
        for (int i = 0; i < scores.Rows.Length; i++)
        {
            request.FillRaw[i] = scores.Rows[i].FillRaw;
            request.CostRaw[i] = scores.Rows[i].CostRaw;
            request.CompletionRaw[i] = scores.Rows[i].CompletionRaw;
        }

        return true;
    }

    public override void OnSessionStart(in MessageEnvelope envelope, SessionHeader header) => Header = header;

    public override void OnParentOrder(in MessageEnvelope envelope, in ParentOrder order)
    {
        ParentOrder copy = order;
        Set(envelope, engine => engine.OnParentOrder(copy));
    }

    public override void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report)
    {
        ExecutionReport copy = report;
        Set(envelope, engine => engine.OnExecutionReport(copy));
    }

    public override void OnTimer(in MessageEnvelope envelope, long nowNs) => Set(envelope, engine => engine.OnTimer(nowNs));

    public override void OnControl(in MessageEnvelope envelope, in ControlInput control)
    {
        ControlInput copy = control;
        Set(envelope, engine => engine.OnControl(copy));
    }

    public override void OnScores(in MessageEnvelope envelope, in ScoresView scores)
    {
        var rows = new ScoreInput[scores.RowCount];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = scores.Row(i);
        }

        _scores.Enqueue((scores.ParentId.Value, scores.DecisionIndex, System.Text.Encoding.ASCII.GetString(scores.ScorerNameUtf8), rows));
    }

    public void Dispose() => _reader.Dispose();

    private void Set(in MessageEnvelope envelope, Action<IJournaledEngine> input)
    {
        _input = input;
        _packetsBefore = (long)envelope.InputCount;
    }

    // Up to the next input; scores on the way belong to the input before it.
    private void ReadOn()
    {
        _input = null;
        JournalInputs visitor = this;
        while (_input is null && _reader.TryRead(out JournalRecord record))
        {
            Assert.That(ProtocolReader.Dispatch(record.Payload, ref visitor), Is.EqualTo(ProtocolReadResult.Ok));
        }
    }
}
