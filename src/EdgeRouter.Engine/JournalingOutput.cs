using System.Text;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Engine;

/// <summary>Writes everything that the engine takes and gives to the journal, and sends orders and cancels only after the journal has them.</summary>
/// <remarks>Orders wait until <see cref="Release"/>; one commit covers all that an input led to. Reports, marks and ends of parents ride along with the
/// next commit: losing them in a crash loses nothing, because the venue still knows.</remarks>
public sealed class JournalingOutput : IEngineOutput
{
    private const int SmallMessageBytesMax = 512;
    private readonly JournalWriter _journal;
    private readonly IOrderGateway _gateway;
    private readonly ushort _sourceId;
    private readonly ScoreInput[] _scores;
    private readonly byte[] _scorerName = new byte[64];
    private readonly ChildOrder[] _orders;
    private readonly CancelRequest[] _cancels;
    private readonly long[] _alertCounts = new long[Enum.GetValues<AlertKind>().Length];
    private int _orderCount;
    private int _cancelCount;
    private bool _mustCommit;
    private long _inputCount;
    private long _nowNs;

    /// <summary>Joins a journal and a gateway.</summary>
    /// <param name="journal">The caller keeps and disposes it.</param>
    /// <param name="gateway">Where orders leave.</param>
    /// <param name="sourceId">Tier and shard, for the envelope.</param>
    /// <param name="pendingMax">Most orders and most cancels of one input; more are sent in several commits.</param>
    public JournalingOutput(JournalWriter journal, IOrderGateway gateway, ushort sourceId = 1, int pendingMax = 256)
    {
        _journal = journal;
        _gateway = gateway;
        _sourceId = sourceId;
        _scores = new ScoreInput[192];
        _orders = new ChildOrder[pendingMax];
        _cancels = new CancelRequest[pendingMax];
    }

    /// <summary>Parents accepted so far.</summary>
    public long ParentCount { get; private set; }

    /// <summary>Children sent so far.</summary>
    public long ChildCount { get; private set; }

    /// <summary>Alerts so far, by kind.</summary>
    public IReadOnlyList<long> AlertCounts => _alertCounts;

    /// <summary>Writes the journal's first message.</summary>
    /// <param name="header">What the journal is about.</param>
    public void BeginSession(SessionHeader header)
    {
        _nowNs = header.StartTimeNs;
        _journal.AppendReserved(ProtocolWriter.Write(_journal.Reserve(ProtocolWriter.SizeOf(header)), Envelope(), header));
        _journal.Commit();
    }

    /// <summary>Writes the journal's last message and commits.</summary>
    public void EndSession()
    {
        _journal.AppendReserved(ProtocolWriter.Write(Reserve(), Envelope(), new SessionSummary(_nowNs, ParentCount, ChildCount)));
        _journal.Commit();
    }

    /// <inheritdoc/>
    public void BeginInput(long inputCount, long nowNs)
    {
        _inputCount = inputCount;
        _nowNs = nowNs;
    }

    /// <inheritdoc/>
    public void Release()
    {
        if (!_mustCommit)
        {
            return;
        }

        _journal.Commit();
        _mustCommit = false;
        for (int i = 0; i < _orderCount; i++)
        {
            _gateway.Send(_orders[i]);
        }

        for (int i = 0; i < _cancelCount; i++)
        {
            _gateway.Cancel(_cancels[i]);
        }

        _orderCount = 0;
        _cancelCount = 0;
    }

    /// <inheritdoc/>
    public void OnParentAccepted(in ParentOrder order)
    {
        ParentCount++;
        _mustCommit = true;
        Append(ProtocolWriter.Write(Reserve(), Envelope(), order));
    }

    /// <inheritdoc/>
    public void OnParentDone(in ParentOutcome outcome) => Append(ProtocolWriter.Write(Reserve(), Envelope(), outcome));

    /// <inheritdoc/>
    public void OnParentCancel(ParentOrderId id, long timeNs)
    {
        _mustCommit = true;
        Append(ProtocolWriter.WriteParentCancel(Reserve(), Envelope(), id));
    }

    /// <inheritdoc/>
    public void OnScores(DecisionRecord record, string scorerName)
    {
        ReadOnlySpan<ScoredRow> rows = record.Rows;
        for (int i = 0; i < rows.Length; i++)
        {
            _scores[i] = new ScoreInput(rows[i].FillRaw, rows[i].CostRaw, rows[i].CompletionRaw);
        }

        int nameBytes = Encoding.ASCII.GetBytes(scorerName.AsSpan(0, Math.Min(scorerName.Length, _scorerName.Length)), _scorerName);
        Span<byte> target = _journal.Reserve(ProtocolWriter.SizeOfScores(rows.Length, nameBytes));
        Append(ProtocolWriter.WriteScores(
            target, Envelope(), record.ParentId, record.DecisionIndex, record.ModelId, _scores.AsSpan(0, rows.Length), _scorerName.AsSpan(0, nameBytes)));
    }

    /// <inheritdoc/>
    public void OnDecision(DecisionRecord record) => Append(ProtocolWriter.Write(_journal.Reserve(ProtocolWriter.SizeOf(record)), Envelope(), record));

    /// <inheritdoc/>
    public void OnChildOrder(in ChildOrder order)
    {
        if (_orderCount == _orders.Length)
        {
            Release();
        }

        ChildCount++;
        _mustCommit = true;
        _orders[_orderCount++] = order;
        Append(ProtocolWriter.Write(Reserve(), Envelope(), order));
    }

    /// <inheritdoc/>
    public void OnChildCancel(in CancelRequest request)
    {
        if (_cancelCount == _cancels.Length)
        {
            Release();
        }

        _mustCommit = true;
        _cancels[_cancelCount++] = request;
        Append(ProtocolWriter.Write(Reserve(), Envelope(), request));
    }

    /// <inheritdoc/>
    public void OnReport(in ExecutionReport report) => Append(ProtocolWriter.Write(Reserve(), Envelope(), report));

    /// <inheritdoc/>
    public void OnMarkOut(in MarkOut markOut) => Append(ProtocolWriter.Write(Reserve(), Envelope(), markOut));

    /// <inheritdoc/>
    public void OnTimer(long nowNs) => Append(ProtocolWriter.WriteTimer(Reserve(), Envelope(), nowNs));

    /// <inheritdoc/>
    public void OnControl(in ControlInput input)
    {
        _mustCommit = true;
        Append(ProtocolWriter.Write(Reserve(), Envelope(), input));
    }

    /// <inheritdoc/>
    public void OnAlert(in EngineAlert alert)
    {
        _alertCounts[(int)alert.Kind]++;
        Append(ProtocolWriter.Write(Reserve(), Envelope(), alert));
    }

    private Span<byte> Reserve() => _journal.Reserve(SmallMessageBytesMax);

    private void Append(int bytes) => _journal.AppendReserved(bytes);

    private MessageEnvelope Envelope() => new()
    {
        Sequence = (ulong)_journal.NextSequence,
        TimeNs = _nowNs,
        InputCount = (ulong)_inputCount,
        SourceId = _sourceId,
    };
}
