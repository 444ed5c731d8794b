using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Feedback.Store;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Learning.Tests.Datasets;

/// <summary>One run, written message by message into a journal, and projected into a store.</summary>
internal sealed class StoreScript : IDisposable
{
    public const long T0 = 1_700_000_000_000_000_000;
    public const long Cent = 10_000_000;
    public const long Mid = 10_000 * Cent;
    private readonly TempFolder _folder;
    private readonly string _run;
    private readonly JournalWriter _writer;
    private readonly byte[] _buffer = new byte[1 << 16];
    private long _lastChild;

    public StoreScript(TempFolder folder, string run, params string[] features)
    {
        _folder = folder;
        _run = run;
        _writer = JournalWriter.Open(new JournalOptions { Directory = folder.File(run), Fsync = JournalFsync.None, JournalId = (ulong)run.Length }, new ManualClock { NowNs = T0 });
        var header = new SessionHeader
        {
            RunId = run,
            Policy = "static",
            PolicyId = 1,
            StartTimeNs = T0,
            ExplorationRate = 0.2,
            ProgramVersion = "1",
            Instruments = ["AAA"],
            Venues = ["V0", "V1"],
            Features = features,
        };
        Append(ProtocolWriter.Write(_buffer, Envelope(), header));
    }

    public void Parent(long id, Side side, long quantity) => Append(ProtocolWriter.Write(
        _buffer,
        Envelope(),
        new ParentOrder { Id = new ParentOrderId(id), Side = side, Type = OrderType.Market, TimeInForce = TimeInForce.Day, PermittedActions = RouteActions.Aggressive, UrgencyPercent = 80, Quantity = quantity, ArrivalTimeNs = T0 + id }));

    /// <summary>A decision over one row a venue; the row of venue v has features v·10, v·10 + 1 …</summary>
    public void Decision(long parentId, int index, int featureCount, double probability = 1, bool explored = false, long midpoint = Mid)
    {
        var record = new DecisionRecord(2, featureCount, 1)
        {
            ParentId = new ParentOrderId(parentId),
            DecisionIndex = index,
            Side = Side.Buy,
            TimeNs = T0 + (1000 * parentId) + index,
            RemainingQuantity = 1,
            Bid = new Price(midpoint - (midpoint == 0 ? 0 : Cent)),
            Ask = new Price(midpoint + (midpoint == 0 ? 0 : Cent)),
            Explored = explored,
            SlateProbability = probability,
            RowCount = 2,
        };
        for (int row = 0; row < 2; row++)
        {
            record.Rows[row] = new ScoredRow { VenueId = new VenueId((byte)row), Action = RouteAction.Take };
            for (int i = 0; i < featureCount; i++)
            {
                record.Features[(row * featureCount) + i] = (row * 10) + i;
            }
        }

        Append(ProtocolWriter.Write(_buffer, Envelope(), record));
    }

    /// <summary>A decision over rows with features of their own.</summary>
    public void Quotes(long parentId, int index, Side side, long remaining, long bid, long ask, params (byte Venue, RouteAction Action, float[] Features)[] rows)
    {
        var record = new DecisionRecord(rows.Length, rows[0].Features.Length, 1)
        {
            ParentId = new ParentOrderId(parentId),
            DecisionIndex = index,
            Side = side,
            TimeNs = T0,
            RemainingQuantity = remaining,
            Bid = new Price(bid),
            Ask = new Price(ask),
            SlateProbability = 1,
            RowCount = rows.Length,
        };
        for (int i = 0; i < rows.Length; i++)
        {
            record.Rows[i] = new ScoredRow { VenueId = new VenueId(rows[i].Venue), Action = rows[i].Action };
            rows[i].Features.CopyTo(record.Features.Slice(i * rows[i].Features.Length));
        }

        Append(ProtocolWriter.Write(_buffer, Envelope(), record));
    }

    /// <summary>The midpoint some time after a fill.</summary>
    public void MarkOut(ChildOrderId child, long parentId, Side side, long quantity, long price, long midpoint) => Append(ProtocolWriter.Write(
        _buffer,
        Envelope(),
        new MarkOut { ChildId = child, ParentId = new ParentOrderId(parentId), Side = side, FillQuantity = quantity, FillPrice = new Price(price), Midpoint = new Price(midpoint), HorizonNs = 1, TimeNs = T0 }));

    /// <summary>A child order, and its fill where some filled.</summary>
    public ChildOrderId Child(
        long parentId, int decision, byte venue, long quantity, long filled = 0, long price = Mid, long fee = 0, RouteAction action = RouteAction.Take, Side side = Side.Buy, long minimum = 0, ExecutionType? end = ExecutionType.Cancelled)
    {
        var id = new ChildOrderId(++_lastChild);
        Append(ProtocolWriter.Write(
            _buffer,
            Envelope(),
            new ChildOrder { Id = id, ParentId = new ParentOrderId(parentId), DecisionIndex = decision, VenueId = new VenueId(venue), Side = side, Type = OrderType.Limit, TimeInForce = TimeInForce.ImmediateOrCancel, Action = action, Quantity = quantity, LimitPrice = new Price(price), SendTimeNs = T0, MinimumQuantity = minimum }));
        if (filled > 0)
        {
            Report(id, parentId, venue, ExecutionType.Trade, filled, price, fee, ChildOrderState.PartiallyFilled);
        }

        // What ends a child is no fill, whatever its fields say.
        if (end is { } type)
        {
            Report(id, parentId, venue, type, 0, price, 0, type == ExecutionType.Rejected ? ChildOrderState.Rejected : ChildOrderState.Cancelled);
        }

        return id;
    }

    public void Outcome(long id, Side side, long quantity, long filled, long endBid, long endAsk) => Append(ProtocolWriter.Write(
        _buffer,
        Envelope(),
        new ParentOutcome
        {
            ParentId = new ParentOrderId(id),
            Side = side,
            State = filled == quantity ? ParentOrderState.Filled : ParentOrderState.Exhausted,
            Quantity = quantity,
            FilledQuantity = filled,
            ArrivalTimeNs = T0 + id,
            EndTimeNs = T0 + id + 1,
            EndBid = new Price(endBid),
            EndAsk = new Price(endAsk),
            DecisionCount = 1,
            ChildCount = 1,
        }));

    public FeedbackStore Project()
    {
        _writer.Commit();
        FeedbackStore store = FeedbackStore.Open(_folder.File("store.db"), SqliteOpenMode.Create);
        new StoreProjector(store).Project(_folder.File(_run));
        return store;
    }

    public void Dispose() => _writer.Dispose();

    private void Report(ChildOrderId id, long parentId, byte venue, ExecutionType type, long quantity, long price, long fee, ChildOrderState state) => Append(ProtocolWriter.Write(
        _buffer,
        Envelope(),
        new ExecutionReport
        {
            ChildId = id,
            ParentId = new ParentOrderId(parentId),
            VenueId = new VenueId(venue),
            Type = type,
            State = state,
            ExecutionId = (ulong)_writer.NextSequence,
            LastQuantity = quantity,
            LastPrice = new Price(price),
            CumulativeQuantity = quantity,
            FeeNanos = fee,
            VenueTimeNs = T0,
            ReceiveTimeNs = T0,
        }));

    private MessageEnvelope Envelope() => new() { Sequence = (ulong)_writer.NextSequence, TimeNs = T0 };

    private void Append(int length) => _writer.Append(_buffer.AsSpan(0, length));
}
