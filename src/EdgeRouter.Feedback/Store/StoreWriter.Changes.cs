using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Feedback.Store;

/// <content>Changes of parents, configurations.</content>
internal sealed partial class StoreWriter
{
    /// <inheritdoc/>
    public void OnParentReplace(in MessageEnvelope envelope, in ParentReplace replace)
    {
        SqliteStatement s = _replace;
        s.Bind(1, _sessionId);
        s.Bind(2, _sequence);
        s.Bind(3, replace.ParentId.Value);
        s.Bind(4, replace.ReplaceId);
        s.Bind(5, replace.Quantity);
        s.Bind(6, replace.LimitPrice.Nanos);
        s.Bind(7, replace.MinimumQuantity);
        s.Bind(8, replace.ExpireTimeNs);
        s.Bind(9, replace.UrgencyPercent);
        s.Bind(10, replace.TimeNs);
        s.Run();
    }

    /// <inheritdoc/>
    public void OnParentReplaced(in MessageEnvelope envelope, in ParentReplaceOutcome outcome)
    {
        BindAnswer(_answer, outcome).Run();
        if (_database.ChangedRows == 0)
            BindAnswer(_answerWithoutWish, outcome).Run();
        if (outcome.RejectReason != RejectReason.None)
            return;
        _replaced.Bind(1, outcome.Quantity);
        _replaced.Bind(2, outcome.LimitPrice.Nanos);
        _replaced.Bind(3, _sessionId);
        _replaced.Bind(4, outcome.ParentId.Value);
        _replaced.Run();
    }

    /// <inheritdoc/>
    public void OnConfiguration(in MessageEnvelope envelope, ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content)
    {
        SqliteStatement s = _configuration;
        s.Bind(1, _sessionId);
        s.Bind(2, _sequence);
        s.Bind(3, (long)kind);
        s.Bind(4, unchecked((long)version));
        s.Bind(5, envelope.TimeNs);
        s.Bind(6, content.Length);
        s.Run();
    }

    private SqliteStatement BindAnswer(SqliteStatement s, in ParentReplaceOutcome outcome)
    {
        s.Bind(1, _sessionId);
        s.Bind(2, _sequence);
        s.Bind(3, outcome.ParentId.Value);
        s.Bind(4, outcome.ReplaceId);
        s.Bind(5, outcome.TimeNs);
        s.Bind(6, (long)outcome.RejectReason);
        s.Bind(7, outcome.Quantity);
        s.Bind(8, outcome.LimitPrice.Nanos);
        return s;
    }
}
