using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Links;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Time;
using EdgeRouter.Journal;
using EdgeRouter.Link.Gateways;
using EdgeRouter.Link.Journals;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Link.Transports;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Lab.Tiers;

/// <summary>The market of another process, as a replay sees it. Orders cross by the link of the router's journal, reports come back by it, and each step of time is
/// a question that the market answers when it has played so far and its reports are here. So the run is the one that it would be in one process. While the link is
/// down the market stands still and the router goes on alone: its venues are closed, and it takes no parents.</summary>
public sealed class LinkedMarket : ProtocolVisitor, IAnsweringMarket, ITierMarket, IReportTaker, ILinkReceiver, IDisposable
{
    private const long AskAgainNs = 100 * TimeUnits.Millisecond;
    private readonly ulong _venues;
    private readonly TierLink _toMarket;
    private readonly TierLink? _toRecorder;
    private readonly IClock _clock;
    private readonly ITierPatience _patience;
    private readonly Queue<ExecutionReport> _reports = new(1024);
    private readonly byte[] _buffer = new byte[256];
    private JournalWriter? _journal;
    private JournalOutbox? _orders;
    private JournalOutbox? _records;
    private LinkSession? _market;
    private LinkSession? _recorder;
    private LinkGateway? _gateway;
    private LinkWatch? _watch;
    private LinkedMarket _self;
    private MarketAdvanced _answer;
    private ulong _number;
    private bool _hasSent;
    private bool _wasLost;

    /// <summary>Names the other tiers.</summary>
    /// <param name="scene">The day: its venues, begin and end.</param>
    /// <param name="toMarket">The market's tier.</param>
    /// <param name="toRecorder">The recorder's tier; null = there is none.</param>
    /// <param name="clock">Time of the links, which has nothing to do with the market's.</param>
    /// <param name="patience">How to wait.</param>
    public LinkedMarket(LabScene scene, TierLink toMarket, TierLink? toRecorder, IClock clock, ITierPatience patience)
    {
        (StartTimeNs, EndTimeNs) = (scene.Market.StartTimeNs, scene.Market.EndTimeNs);
        _venues = ulong.MaxValue >> (64 - scene.Universe.Venues.Length);
        (_toMarket, _toRecorder, _clock, _patience) = (toMarket, toRecorder, clock, patience);
        _answer = new MarketAdvanced(0, long.MaxValue, 0, IsStopped: false);
        _self = this;
    }

    /// <inheritdoc/>
    public long StartTimeNs { get; }

    /// <inheritdoc/>
    public long EndTimeNs { get; }

    /// <inheritdoc/>
    public long NextReportTimeNs => _reports.Count > 0 ? Math.Min(_reports.Peek().ReceiveTimeNs, _answer.NextReportNs) : _answer.NextReportNs;

    /// <inheritdoc/>
    public ulong PeerJournalId { get; private set; }

    /// <inheritdoc/>
    public long TakenSequence { get; private set; }

    /// <summary>Questions asked so far.</summary>
    public ulong QuestionCount => _number;

    /// <inheritdoc/>
    public void Attach(JournalWriter journal)
    {
        _journal = journal;
        _orders = new JournalOutbox(journal, new OrdersFor(_venues));
        _market = new LinkSession(_toMarket.Options, _toMarket.Transport, _orders, new ReportInbox(this, _venues, clock: null) { Unnumbered = this });
        _gateway = new LinkGateway(journal);
        _gateway.Attach(_market);
        if (_toRecorder is not null)
        {
            _records = new JournalOutbox(journal, new WholeJournal());
            _recorder = new LinkSession(_toRecorder.Options, _toRecorder.Transport, _records, new SilentInbox());
        }

        WaitFor(() => _market.IsUsable && _recorder is null or { IsUsable: true }, "be there");
        _watch = new LinkWatch(_market, _venues, isFresh: true);
    }

    /// <inheritdoc/>
    public bool TakesParents => _watch!.TakesParents;

    /// <inheritdoc/>
    public bool TryNextControl(long nowNs, out ControlInput input)
    {
        bool hasOne = _watch!.TryNext(nowNs, out input);
        _wasLost |= hasOne;
        return hasOne;
    }

    /// <inheritdoc/>
    public bool AdvanceTo(long timeNs)
    {
        if (!_hasSent)
        {
            return false; // Nothing can come back yet; the first order takes the time with it.
        }

        if (!_market!.IsUsable)
        {
            Pump();
            return StandStill();
        }

        _number++;
        return TryPlay(timeNs) && _answer.IsStopped;
    }

    // False: the link went down meanwhile. What the market would have said is not known.
    private bool TryPlay(long timeNs)
    {
        long askedNs = long.MinValue / 2;
        _patience.Begin(endsWithTiers: false);
        while (_answer.Number != _number || TakenSequence < _answer.ReportSequence)
        {
            if (_answer.Number != _number && _clock.NowNs - askedNs > AskAgainNs && TrySend(timeNs))
            {
                askedNs = _clock.NowNs;
            }

            if (Pump() == 0)
            {
                Wait("play on");
            }

            if (!_market!.IsUsable)
            {
                return StandStill();
            }
        }

        return true;
    }

    private bool StandStill()
    {
        _answer = new MarketAdvanced(_number, long.MaxValue, 0, IsStopped: false);
        return false;
    }

    /// <inheritdoc/>
    public bool TryTakeReport(long upToNs, out ExecutionReport report)
    {
        report = default;
        if (_reports.Count == 0 || _reports.Peek().ReceiveTimeNs > upToNs)
        {
            return false;
        }

        report = _reports.Dequeue();
        return true;
    }

    /// <inheritdoc/>
    public void OnPacket(in Datagram datagram)
    {
        // The capture is this market's own: it has happened there already.
    }

    /// <inheritdoc/>
    public void Send(in ChildOrder order)
    {
        _hasSent = true;
        _gateway!.Send(order);
    }

    /// <inheritdoc/>
    public void Cancel(in CancelRequest request) => _gateway!.Cancel(request);

    /// <inheritdoc/>
    public void RequestStatus(in StatusRequest request)
    {
        int length = ProtocolWriter.Write(_buffer, new MessageEnvelope { TimeNs = request.SendTimeNs, SourceId = 1 }, request);
        _hasSent = true;
        WaitFor(() => !_market!.IsUsable || _market.TrySendUnnumbered(_buffer.AsSpan(0, length)), "take a question");
    }

    /// <inheritdoc/>
    public void Complete()
    {
        LinkSession market = _market!;
        long last = _journal!.CommittedSequence;
        WaitFor(() => !market.IsUsable || (_orders!.SeenSequence == last && market.UnconfirmedCount == 0), "confirm its orders");
        WaitFor(() => _recorder is null || _recorder.Counters.ConfirmedSequence == last, "confirm the journal");
        if (_wasLost || !market.IsUsable)
        {
            throw EdgeRouterException.Environment("ER2313", "the market's tier was lost during the run: its venues were closed and no parents were taken since, what is journaled is whole; see what its process says, and run again");
        }
    }

    /// <summary>Closes the journal's readers; transports are the caller's.</summary>
    public void Dispose()
    {
        _orders?.Dispose();
        _records?.Dispose();
    }

    /// <inheritdoc/>
    public bool TryJoin(ulong journalId)
    {
        PeerJournalId = journalId;
        return true;
    }

    /// <inheritdoc/>
    public bool TryTake(in ExecutionReport report)
    {
        TakenSequence = LinkNumber.Extend(TakenSequence, report.LinkSequence);
        _reports.Enqueue(report);
        return true;
    }

    /// <inheritdoc/>
    public bool TryTake(in ControlInput input) => true;

    /// <summary>Reports that wait for their time are not in the journal yet.</summary>
    /// <returns>Whether all that was taken is.</returns>
    public bool TryKeep() => _reports.Count == 0 && _journal!.TryCommit(out _);

    /// <summary>An answer of the market.</summary>
    /// <param name="message">Any bytes.</param>
    public void OnMessage(ReadOnlySpan<byte> message) => _ = ProtocolReader.Dispatch(message, ref _self);

    /// <inheritdoc/>
    public override void OnMarketAdvanced(in MessageEnvelope envelope, in MarketAdvanced advanced)
    {
        if (advanced.Number == _number)
        {
            _answer = advanced;
        }
    }

    private bool TrySend(long timeNs)
    {
        int length = ProtocolWriter.Write(_buffer, new MessageEnvelope { TimeNs = _clock.NowNs, SourceId = 1 }, new MarketAdvance(_number, timeNs));
        return _market!.TrySendUnnumbered(_buffer.AsSpan(0, length));
    }

    private int Pump()
    {
        long nowNs = _clock.NowNs;
        int work = _market!.Poll(nowNs);
        _toMarket.Metrics?.Update(_market, nowNs);
        if (_recorder is not null)
        {
            work += _recorder.Poll(nowNs);
            _toRecorder!.Metrics?.Update(_recorder, nowNs);
        }

        return work;
    }

    private void WaitFor(Func<bool> isTrue, string what)
    {
        _patience.Begin(endsWithTiers: true);
        while (!isTrue())
        {
            if (Pump() == 0)
            {
                Wait(what);
            }
        }
    }

    private void Wait(string what)
    {
        if (!_patience.TryWait())
        {
            string why = (_market?.Problem ?? _recorder?.Problem)?.ToUserLine() ?? $"market {_market?.State}, recorder {_recorder?.State.ToString() ?? "none"}";
            throw EdgeRouterException.Environment("ER2310", $"a tier did not {what} in time ({why}): see what its process says, and run again");
        }
    }
}
