using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Feedback.Store;

/// <summary>Turns journal records of one run into rows. Timers, controls, scores and packets stay in the journal only.</summary>
internal sealed partial class StoreWriter : IProtocolVisitor, IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly long _sessionId;
    private readonly List<SqliteStatement> _statements = [];
    private readonly SqliteStatement _parent;
    private readonly SqliteStatement _outcome;
    private readonly SqliteStatement _refused;
    private readonly SqliteStatement _replace;
    private readonly SqliteStatement _answer;
    private readonly SqliteStatement _answerWithoutWish;
    private readonly SqliteStatement _replaced;
    private readonly SqliteStatement _decision;
    private readonly SqliteStatement _step;
    private readonly SqliteStatement _child;
    private readonly SqliteStatement _cancel;
    private readonly SqliteStatement _doubt;
    private readonly SqliteStatement _isChild;
    private readonly SqliteStatement _isRepeated;
    private readonly SqliteStatement _fillOf;
    private readonly SqliteStatement _overtook;
    private readonly SqliteStatement _execution;
    private readonly SqliteStatement _markOut;
    private readonly SqliteStatement _alert;
    private readonly SqliteStatement _configuration;
    private readonly SqliteStatement _end;
    private readonly SqliteStatement _lastSequence;
    private byte[] _rowBlock = new byte[64 * DecisionRows.RowBytes];
    private long _sequence;
    private long _recordCount;
    private long _decisionCount;
    private long _fillCount;
    private long _duplicateCount;
    private long _unknownCount;
    private long _malformedCount;

    public StoreWriter(SqliteDatabase database, long sessionId)
    {
        _database = database;
        _sessionId = sessionId;
        _parent = Prepare(StoreSql.Parent);
        _outcome = Prepare(StoreSql.Outcome);
        _refused = Prepare(StoreSql.Refused);
        _replace = Prepare(StoreSql.Replace);
        _answer = Prepare(StoreSql.Answer);
        _answerWithoutWish = Prepare(StoreSql.AnswerWithoutWish);
        _replaced = Prepare(StoreSql.Replaced);
        _decision = Prepare(StoreSql.Decision);
        _step = Prepare(StoreSql.Step);
        _child = Prepare(StoreSql.Child);
        _cancel = Prepare(StoreSql.Cancel);
        _doubt = Prepare(StoreSql.Doubt);
        _isChild = Prepare(StoreSql.IsChild);
        _isRepeated = Prepare(StoreSql.IsRepeated);
        _fillOf = Prepare(StoreSql.FillOf);
        _overtook = Prepare(StoreSql.Overtook);
        _execution = Prepare(StoreSql.Execution);
        _markOut = Prepare(StoreSql.MarkOut);
        _alert = Prepare(StoreSql.Alert);
        _configuration = Prepare(StoreSql.Configuration);
        _end = Prepare(StoreSql.End);
        _lastSequence = Prepare(StoreSql.LastSequence);
    }

    /// <summary>Counts so far; run and sequences are the projector's.</summary>
    public ProjectionResult Result => new()
    {
        RunId = string.Empty,
        RecordCount = _recordCount,
        DecisionCount = _decisionCount,
        FillCount = _fillCount,
        DuplicateCount = _duplicateCount,
        UnknownCount = _unknownCount,
        MalformedCount = _malformedCount,
    };

    /// <summary>Projects one record.</summary>
    /// <param name="record">The record.</param>
    public void Project(in JournalRecord record)
    {
        _sequence = record.Sequence;
        _recordCount++;
        StoreWriter self = this;
        ProtocolReadResult result = record.PayloadType == JournalFormat.ProtocolPayload
            ? ProtocolReader.Dispatch(record.Payload, ref self)
            : ProtocolReadResult.Unknown;
        if (result == ProtocolReadResult.Unknown)
            _unknownCount++;
        else if (result == ProtocolReadResult.Malformed)
            _malformedCount++;
    }

    /// <summary>Remembers how far the run is projected.</summary>
    /// <param name="sequence">Last record.</param>
    public void SaveLastSequence(long sequence)
    {
        _lastSequence.Bind(1, sequence);
        _lastSequence.Bind(2, _sessionId);
        _lastSequence.Run();
    }

    /// <inheritdoc/>
    public void Dispose() => _statements.ForEach(s => s.Dispose());

    /// <inheritdoc/>
    public void OnSessionStart(in MessageEnvelope envelope, SessionHeader header)
    {
        // The session's row was made when the journal was opened.
    }

    /// <inheritdoc/>
    public void OnSessionEnd(in MessageEnvelope envelope, in SessionSummary summary)
    {
        _end.Bind(1, summary.EndTimeNs);
        _end.Bind(2, summary.ParentCount);
        _end.Bind(3, summary.ChildCount);
        _end.Bind(4, _sessionId);
        _end.Run();
    }

    /// <inheritdoc/>
    public void OnParentCancel(in MessageEnvelope envelope, ParentOrderId parentId)
    {
        // Shows in the outcome's state.
    }

    /// <inheritdoc/>
    public void OnScores(in MessageEnvelope envelope, in ScoresView scores)
    {
        // The decision's rows hold them.
    }

    /// <inheritdoc/>
    public void OnTimer(in MessageEnvelope envelope, long nowNs)
    {
        // Journal only.
    }

    /// <inheritdoc/>
    public void OnControl(in MessageEnvelope envelope, in ControlInput control)
    {
        // Journal only.
    }

    /// <inheritdoc/>
    public void OnPacket(in MessageEnvelope envelope, in Datagram packet)
    {
        // Journal only.
    }

    private SqliteStatement Prepare(string sql)
    {
        SqliteStatement statement = _database.Prepare(sql);
        _statements.Add(statement);
        return statement;
    }

    private void RunCounted(SqliteStatement insert)
    {
        insert.Run();
        if (_database.ChangedRows == 0)
            _duplicateCount++;
    }
}
