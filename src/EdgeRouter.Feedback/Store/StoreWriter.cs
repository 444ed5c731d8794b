using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Feedback.Store;

/// <summary>Turns journal records of one run into rows. Timers, controls and scores stay in the journal only.</summary>
internal sealed partial class StoreWriter : IProtocolVisitor, IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly long _sessionId;
    private readonly SqliteStatement _parent;
    private readonly SqliteStatement _outcome;
    private readonly SqliteStatement _decision;
    private readonly SqliteStatement _step;
    private readonly SqliteStatement _child;
    private readonly SqliteStatement _cancel;
    private readonly SqliteStatement _execution;
    private readonly SqliteStatement _markOut;
    private readonly SqliteStatement _alert;
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
        _parent = database.Prepare(StoreSql.Parent);
        _outcome = database.Prepare(StoreSql.Outcome);
        _decision = database.Prepare(StoreSql.Decision);
        _step = database.Prepare(StoreSql.Step);
        _child = database.Prepare(StoreSql.Child);
        _cancel = database.Prepare(StoreSql.Cancel);
        _execution = database.Prepare(StoreSql.Execution);
        _markOut = database.Prepare(StoreSql.MarkOut);
        _alert = database.Prepare(StoreSql.Alert);
        _end = database.Prepare(StoreSql.End);
        _lastSequence = database.Prepare(StoreSql.LastSequence);
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
    public void Dispose()
    {
        _parent.Dispose();
        _outcome.Dispose();
        _decision.Dispose();
        _step.Dispose();
        _child.Dispose();
        _cancel.Dispose();
        _execution.Dispose();
        _markOut.Dispose();
        _alert.Dispose();
        _end.Dispose();
        _lastSequence.Dispose();
    }

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

    private void RunCounted(SqliteStatement insert)
    {
        insert.Run();
        if (_database.ChangedRows == 0)
            _duplicateCount++;
    }
}
