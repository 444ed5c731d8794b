using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Links;
using EdgeRouter.Link.Transports;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Link.Sessions;

/// <summary>One end of a link: finds the other end, sends what the outbox holds, takes what comes exactly once and in order, sends again what was missed,
/// and knows how the link stands. It has no clock, no thread and no socket of its own: <see cref="Poll"/> is called again and again with the time.</summary>
/// <remarks><para>What has a number is a record of the sender's journal. Each message names its number and the one before it; the receiver takes the one that
/// follows what it took, drops what it has, and asks for the rest where one is missing. A confirmation says that the receiver keeps the message for good.
/// So each message is confirmed or will be sent again, whichever process dies.</para>
/// <para>The two ends know each other by questions and answers that name both runs; nothing of another run is believed. Everything that goes wrong ends in a
/// new question, and a new question ends in a replay from what the other end took.</para>
/// <para>One thread; nothing is allocated after construction but by the journal's reader when it goes to another segment.</para></remarks>
public sealed partial class LinkSession
{
    private const int QuestionsPerHeartbeat = 2;
    private readonly LinkOptions _options;
    private readonly ILinkTransport _transport;
    private readonly ILinkOutbox _outbox;
    private readonly ILinkInbox _inbox;
    private readonly SentWindow _window;
    private readonly Reception _reception;
    private readonly byte[] _control = new byte[256];
    private byte[] _buffer = new byte[4096];
    private ulong _peerIncarnation;
    private bool _isJoined;
    private bool _wasUsable;
    private bool _isOverdue;
    private long _nowNs;
    private long _setBackNs;

    /// <summary>Joins the parts; says nothing before the first <see cref="Poll"/>.</summary>
    /// <param name="options">This end.</param>
    /// <param name="transport">The way to the other end; the caller keeps it.</param>
    /// <param name="outbox">What is sent.</param>
    /// <param name="inbox">Takes what comes.</param>
    /// <exception cref="EdgeRouterException">ER2300: an option is out of range.</exception>
    public LinkSession(LinkOptions options, ILinkTransport transport, ILinkOutbox outbox, ILinkInbox inbox)
    {
        _options = options.Validate();
        _transport = transport;
        _outbox = outbox;
        _inbox = inbox;
        _window = new SentWindow(options.UnconfirmedMax);
        _reception = new Reception(this);
    }

    /// <summary>How the link stands since the latest <see cref="Poll"/>.</summary>
    public LinkState State { get; private set; } = LinkState.Connecting;

    /// <summary>Whether child orders may be sent: the state is Up or Slow.</summary>
    public bool IsUsable => State is LinkState.Up or LinkState.Slow;

    /// <summary>Why the two ends cannot go on with each other; None = they can. It stands until they agree.</summary>
    public LinkRefusal Refusal { get; private set; }

    /// <summary>What happened so far.</summary>
    public LinkCounters Counters { get; } = new();

    /// <summary>Messages sent and not confirmed.</summary>
    public int UnconfirmedCount => _window.Count;

    /// <summary>The refusal as an error for people; null where there is none.</summary>
    public EdgeRouterException? Problem => LinkErrors.Of(Refusal, _options, _inbox, _outbox);

    /// <summary>Takes what came, confirms it, and sends what is due: heartbeats first, then messages.</summary>
    /// <param name="nowNs">The time, ns. Where a clock is set back, heartbeats and timeouts go on from where they were.</param>
    /// <returns>Messages taken and sent; 0 = there was nothing to do.</returns>
    public int Poll(long nowNs)
    {
        _setBackNs = Math.Max(_setBackNs, _nowNs - nowNs);
        _nowNs = nowNs + _setBackNs;
        int work = _transport.Poll(_reception, _options.BurstMax);
        if (_isJoined && (!_transport.IsConnected || IsSilent()))
        {
            Part();
        }

        if (_isJoined)
        {
            SendStatusWhenDue();
        }
        else
        {
            AskWhenDue();
        }

        work += Flush();
        UpdateState();
        return work;
    }

    /// <summary>Sends what the outbox holds, as far as there is room. To be called between two polls where a message must not wait.</summary>
    /// <returns>Messages sent.</returns>
    public int Flush()
    {
        int count = 0;
        while (_hasGreeted && count < _options.BurstMax && !_window.IsFull && TrySendNext())
        {
            count++;
        }

        return count;
    }

    /// <summary>Sends a message that has no number, at once or not at all, and never before an older one that has.</summary>
    /// <param name="message">A message of the protocol.</param>
    /// <param name="overtakes">Whether it may leave before messages that have a number.</param>
    /// <returns>Whether it is on its way.</returns>
    public bool TrySendUnnumbered(ReadOnlySpan<byte> message, bool overtakes = false)
    {
        Flush();
        bool isSent = _hasGreeted && (overtakes || !HasUnsent(_outbox.LastSequence)) && TrySendData(0, 0, message) == LinkSendStatus.Sent;
        Counters.UnnumberedSentCount += isSent ? 1 : 0;
        Counters.UnnumberedLostCount += isSent ? 0 : 1;
        return isSent;
    }

    private void UpdateState()
    {
        _isOverdue = _isJoined && !_options.MayLag && IsOverdue();
        State = _isJoined ? JoinedState() : PartedState();
        if (_wasUsable && !IsUsable)
        {
            Counters.InterruptionCount++;
        }

        _wasUsable = IsUsable;
    }

    private LinkState PartedState() => Refusal != LinkRefusal.None || (Counters.HandshakeCount > 0 && _transport.IsConnected) ? LinkState.Down : LinkState.Connecting;

    private LinkState JoinedState()
    {
        if (_isOverdue)
        {
            return LinkState.Down;
        }

        if (!_isNamed || HasUnsent(_replayUntil))
        {
            return LinkState.Replaying;
        }

        _replayUntil = 0;
        return !_options.MayLag && IsLagging() ? LinkState.Slow : LinkState.Up;
    }

    private bool IsLagging() => _window.Count > _options.SlowCount || UnconfirmedAgeNs() > _options.SlowAgeNs;

    private bool HasUnsent(long upToSequence) => _outbox.TryPeek(out long next, out _) ? next <= upToSequence : _outbox.SeenSequence < upToSequence;

    // What is down for that comes back when the other end has caught up, not at the first confirmation.
    private bool IsOverdue()
    {
        bool hasTooMuch = _replayUntil == 0 && _window.IsFull && HasUnsent(_outbox.LastSequence);
        return hasTooMuch || UnconfirmedAgeNs() > _options.DownAgeNs || (_isOverdue && IsLagging());
    }

    private long UnconfirmedAgeNs()
    {
        long sinceNs = _window.Count > 0 ? _window.OldestNs : _nowNs;
        sinceNs = _blockedSinceNs > 0 ? Math.Min(sinceNs, _blockedSinceNs) : sinceNs;
        return _nowNs - (_stuckSinceNs > 0 ? Math.Min(sinceNs, _stuckSinceNs) : sinceNs);
    }

    private bool IsSilent()
    {
        long silentNs = _nowNs - Counters.LastHeardNs;
        long missed = Math.Min((silentNs / _options.HeartbeatNs) - 1, _options.MissedHeartbeatsMax);
        if (missed > _missedInARow)
        {
            Counters.MissedHeartbeatCount += missed - _missedInARow;
            _missedInARow = missed;
        }

        return missed >= _options.MissedHeartbeatsMax;
    }

    // Whatever was under way may be lost: the next handshake says from where to go on.
    private void Part()
    {
        _isJoined = false;
        _hasGreeted = false;
        _isNamed = false;
        _window.Clear();
        _blockedSinceNs = 0;
        _stuckSinceNs = 0;
        _wantsReplay = false;
        _nextQuestionNs = _nowNs;
    }

    private MessageEnvelope Envelope(long sequence = 0) => new() { Sequence = (ulong)sequence, TimeNs = _nowNs - _setBackNs, SourceId = _options.SourceId };
}
