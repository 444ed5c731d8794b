using EdgeRouter.Core.Orders;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Engine.Journaling;

/// <summary>Writes everything that the engine takes and gives to a log, and sends orders and cancels only after the log has them.</summary>
/// <remarks><para>Orders wait until <see cref="Release"/>; one commit covers all that an input led to. Reports, marks and ends of parents ride along with the
/// next commit: losing them in a crash loses nothing, because the venue still knows.</para>
/// <para>When the log cannot be written (disc full), no order leaves: those that waited come back by <see cref="TryTakeUnsent"/>. Cancels and questions leave
/// all the same, because they only make the position safer. <see cref="IsLost"/> says so until <see cref="TryRecover"/> succeeds.</para>
/// <para>One decision's orders fit its queue (<see cref="PendingMax"/>), and none is taken behind a commit that failed.</para></remarks>
public sealed partial class JournalingOutput : IEngineOutput
{
    /// <summary>Most orders of one decision: a child a row, and a conditional one a venue.</summary>
    public const int PendingMax = Routing.Rows.RoutingContext.RowCountLimit + Core.Domain.Universe.VenueCountMax;

    private const int SmallMessageBytesMax = 512;
    private readonly IRecordLog _log;
    private readonly IOrderGateway _gateway;
    private readonly ushort _sourceId;
    private readonly ScoreInput[] _scores = new ScoreInput[Routing.Rows.RoutingContext.RowCountLimit];
    private readonly byte[] _scorerName = new byte[64];
    private readonly PendingQueue<ChildOrder> _orders;
    private readonly PendingQueue<CancelRequest> _cancels;
    private readonly PendingQueue<StatusRequest> _questions;
    private readonly long[] _alertCounts = new long[Enum.GetValues<AlertKind>().Length];
    private bool _mustCommit;
    private long _inputCount;
    private long _nowNs;

    /// <summary>Joins a log and a gateway.</summary>
    /// <param name="log">The caller keeps it.</param>
    /// <param name="gateway">Where orders leave.</param>
    /// <param name="sourceId">Tier and shard, for the envelope.</param>
    /// <param name="pendingMax">Most orders and most cancels of one input; more are sent in several commits.</param>
    public JournalingOutput(IRecordLog log, IOrderGateway gateway, ushort sourceId = 1, int pendingMax = PendingMax)
    {
        _log = log;
        _gateway = gateway;
        _sourceId = sourceId;
        _orders = new PendingQueue<ChildOrder>(pendingMax);
        _cancels = new PendingQueue<CancelRequest>(pendingMax);
        _questions = new PendingQueue<StatusRequest>(pendingMax);
    }

    /// <summary>Parents accepted so far.</summary>
    public long ParentCount { get; private set; }

    /// <summary>Children sent so far.</summary>
    public long ChildCount { get; private set; }

    /// <summary>Alerts so far, by kind.</summary>
    public IReadOnlyList<long> AlertCounts => _alertCounts;

    /// <summary>Whether the log cannot be written, or only from its last reserves; cleared by <see cref="TryRecover"/>.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Whether the log has everything so far: the latest commit succeeded.</summary>
    public bool IsDurable { get; private set; } = true;

    /// <summary>The largest configuration that the log takes, bytes.</summary>
    public int ConfigurationBytesMax => _log.RecordBytesMax - ProtocolWriter.SizeOfConfiguration(0);

    /// <summary>The last record of the log.</summary>
    public long LastSequence => _log.NextSequence - 1;

    /// <summary>Records that were given up because the log could not be written and its buffer was full. From the first on nothing is written, so that the
    /// log ends whole; <see cref="TryRecover"/> fails until the engine's state was saved as a whole and <see cref="ForgetDropped"/> says so.</summary>
    public long DroppedRecordCount { get; private set; }

    /// <summary>Writes the log's first message.</summary>
    /// <param name="header">What the log is about.</param>
    /// <returns>Whether it is durable.</returns>
    public bool BeginSession(SessionHeader header)
    {
        _nowNs = Math.Max(_nowNs, header.StartTimeNs);
        if (TryReserve(ProtocolWriter.SizeOf(header), out Span<byte> target))
        {
            _log.Append(ProtocolWriter.Write(target, Envelope(), header));
        }

        return TryCommit();
    }

    /// <summary>Writes the log's last message and commits.</summary>
    /// <returns>Whether it is durable.</returns>
    public bool EndSession()
    {
        if (TryReserve(out Span<byte> target))
        {
            _log.Append(ProtocolWriter.Write(target, Envelope(), new SessionSummary(_nowNs, ParentCount, ChildCount)));
        }

        return TryCommit();
    }

    /// <summary>Commits what is buffered, also when nothing waits for it.</summary>
    /// <returns>Whether it is durable.</returns>
    public bool TryCommit()
    {
        bool isCommitted = _log.TryCommit();
        IsDurable = isCommitted && DroppedRecordCount == 0;
        IsLost = !IsDurable || _log.IsImpaired;
        return IsDurable;
    }

    /// <summary>Tries to write as usual again after the log was lost.</summary>
    /// <returns>Whether the log takes records again and has all so far. False too while records were dropped.</returns>
    public bool TryRecover() => TryReopen() && TryCommit() && !IsLost;

    /// <summary>Tries to write what the log holds back, and whether it may take more.</summary>
    /// <returns>Whether it may; what was dropped is still missing.</returns>
    public bool TryReopen() => _log.TryRecover() && _log.TryCommit();

    /// <summary>The engine's whole state was saved behind the log's last record: what was dropped is not needed any more.</summary>
    public void ForgetDropped() => DroppedRecordCount = 0;

    /// <summary>Gives back an order that could not leave because the log could not be written.</summary>
    /// <param name="order">The order; the engine must be told that it never left.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryTakeUnsent(out ChildOrder order)
    {
        order = default;
        if (!IsLost || _orders.Count == 0)
        {
            return false;
        }

        order = _orders.Take();
        return true;
    }

    /// <inheritdoc/>
    public void BeginInput(long inputCount, long nowNs)
    {
        _inputCount = inputCount;
        _nowNs = nowNs;

        // Records that nothing waits for fill the last room too: that is noticed before they find none.
        IsLost |= _log.IsImpaired;
    }

    /// <inheritdoc/>
    public void Release()
    {
        if (!_mustCommit)
        {
            return;
        }

        _mustCommit = false;
        bool isDurable = TryCommit();
        while (isDurable && _orders.Count > 0)
        {
            _gateway.Send(_orders.Take());
        }

        while (_cancels.Count > 0)
        {
            _gateway.Cancel(_cancels.Take());
        }

        while (_questions.Count > 0)
        {
            _gateway.RequestStatus(_questions.Take());
        }
    }

    private bool TryReserve(out Span<byte> target) => TryReserve(SmallMessageBytesMax, out target);

    private bool TryReserve(int bytesMax, out Span<byte> target)
    {
        if (DroppedRecordCount == 0 && _log.TryReserve(bytesMax, out target))
        {
            return true;
        }

        target = default;

        IsLost = true;
        DroppedRecordCount++;
        return false;
    }

    private MessageEnvelope Envelope(bool isRefused = false) => new()
    {
        Sequence = (ulong)_log.NextSequence,
        TimeNs = _nowNs,
        InputCount = (ulong)_inputCount,
        SourceId = _sourceId,
        Flags = isRefused ? MessageEnvelope.RefusedFlag : (ushort)0,
    };
}
