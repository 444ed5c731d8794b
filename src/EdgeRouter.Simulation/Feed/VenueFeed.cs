using System.Text;
using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Time;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Orders;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Feed;

/// <summary>One venue's MEMOIR Depth feed: gathers the messages of one matching event into one packet (more where they do not fit)
/// and lets it wait for the venue's feed latency.</summary>
internal sealed class VenueFeed : IVenuePublisher
{
    private const uint SourceNet = 0x0A14_0000;

    private readonly MemoirDepthEncoder _encoder = new();
    private readonly FrameLine _line = new(FrameBuilder.HeaderBytes + MemoirDepthEncoder.PayloadBytesDefault);
    private readonly Universe _universe;
    private readonly int[] _securityIds;
    private readonly UdpFrameHeader _header;
    private readonly ulong _session;
    private readonly int _venue;
    private readonly long _latencyNs;
    private readonly LatencyLaw? _tail;
    private ulong _nextSequence = 1;
    private long _eventTimeNs;
    private long _lastPacketNs;
    private long _lastDueNs;

    public VenueFeed(FeedPlan plan, FeedPlanEntry entry, Universe universe, ulong session, VenueParameters venue)
    {
        _universe = universe;
        _session = session;
        _venue = entry.VenueId.Value;
        _latencyNs = venue.FeedLatencyNs;
        _tail = venue.FeedTail is null ? null : new LatencyLaw(venue.FeedTail, 0);
        _securityIds = [.. Enumerable.Range(0, universe.Instruments.Length).Select(i => plan.SecurityIdOf(entry.VenueId, new InstrumentId(i)))];
        _header = new UdpFrameHeader(SourceNet + entry.VenueId.Value + 1u, entry.LineA.Address, entry.LineA.Port, entry.LineA.Port);
        LineB = new UdpFrameHeader(SourceNet + entry.VenueId.Value + 1u, entry.LineB.Address, entry.LineB.Port, entry.LineB.Port);
    }

    /// <summary>Frames on their way.</summary>
    public FrameLine Line => _line;

    /// <summary>Addresses of the copy on line B.</summary>
    public UdpFrameHeader LineB { get; }

    /// <summary>Packets so far.</summary>
    public long PacketCount { get; private set; }

    /// <summary>Messages so far.</summary>
    public long MessageCount { get; private set; }

    /// <summary>Whether the venue is out and sends no sign of life.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Whether messages wait for the end of the event.</summary>
    public bool IsPending { get; private set; }

    /// <summary>Sets the time of the event whose messages follow.</summary>
    public void BeginEvent(long timeNs) => _eventTimeNs = timeNs;

    /// <summary>Sends what the event said.</summary>
    public void EndEvent()
    {
        if (IsPending)
        {
            IsPending = false;
            _nextSequence += (ulong)_encoder.MessageCount;
            MessageCount += _encoder.MessageCount;
            Send(_encoder.Finish());
        }
    }

    /// <summary>Names the instruments and opens trading.</summary>
    public void OpenSession()
    {
        Span<byte> symbol = stackalloc byte[16];
        for (int i = 0; i < _securityIds.Length; i++)
        {
            Instrument instrument = _universe.Instruments[i];
            int length = Encoding.ASCII.GetBytes(instrument.Symbol, symbol);
            var announcement = new InstrumentAnnouncement
            {
                SecurityId = _securityIds[i],
                Symbol = symbol.Slice(0, length),
                RoundLot = instrument.RoundLot,
                EventTimeNs = _eventTimeNs,
            };
            Start();
            if (!_encoder.TryAddInstrument(in announcement, new Price(instrument.TickNanos)))
            {
                NextPacket();
                Require(_encoder.TryAddInstrument(in announcement, new Price(instrument.TickNanos)));
            }
        }

        Status(new StatusUpdate(-1, TradingStatus.Trading, _eventTimeNs));
        foreach (int securityId in _securityIds)
        {
            Status(new StatusUpdate(securityId, TradingStatus.Trading, _eventTimeNs));
        }
    }

    /// <summary>Says that trading is over, and that no packet follows.</summary>
    public void CloseSession()
    {
        Status(new StatusUpdate(-1, TradingStatus.Closed, _eventTimeNs));
        EndEvent();
        Send(_encoder.SessionShutdown(_session, _nextSequence));
    }

    /// <summary>Sends a sign of life when nothing was sent for a second.</summary>
    public void Heartbeat()
    {
        if (!IsSilent && !IsPending && _eventTimeNs - _lastPacketNs >= TimeUnits.Second)
        {
            Send(_encoder.Heartbeat(_session, _nextSequence));
        }
    }

    public void OrderAdded(int instrument, ulong orderId, Side side, long priceNanos, long quantity)
    {
        var message = new OrderAdded(_securityIds[instrument], orderId, side, new Price(priceNanos), quantity, _eventTimeNs);
        Start();
        if (!_encoder.TryAdd(in message))
        {
            NextPacket();
            Require(_encoder.TryAdd(in message));
        }
    }

    public void OrderReduced(int instrument, ulong orderId, long reducedBy)
    {
        var message = new OrderReduced(_securityIds[instrument], orderId, reducedBy, _eventTimeNs);
        Start();
        if (!_encoder.TryAdd(in message))
        {
            NextPacket();
            Require(_encoder.TryAdd(in message));
        }
    }

    public void OrderDeleted(int instrument, ulong orderId)
    {
        var message = new OrderDeleted(_securityIds[instrument], orderId, _eventTimeNs);
        Start();
        if (!_encoder.TryAdd(in message))
        {
            NextPacket();
            Require(_encoder.TryAdd(in message));
        }
    }

    public void OrderExecuted(int instrument, ulong orderId, ulong tradeId, long priceNanos, long quantity)
    {
        var message = new OrderExecuted(_securityIds[instrument], orderId, tradeId, new Price(priceNanos), quantity, _eventTimeNs);
        Start();
        if (!_encoder.TryAdd(in message))
        {
            NextPacket();
            Require(_encoder.TryAdd(in message));
        }
    }

    public void Trade(int instrument, ulong tradeId, long priceNanos, long quantity, Side aggressor)
    {
        var message = new TradePrint(_securityIds[instrument], new Price(priceNanos), quantity, aggressor, tradeId, 0, _eventTimeNs);
        Start();
        if (!_encoder.TryAdd(in message))
        {
            NextPacket();
            Require(_encoder.TryAdd(in message));
        }
    }

    public void TradeBroken(int instrument, ulong tradeId, long priceNanos, long quantity, Side aggressor)
    {
        var message = new TradePrint(_securityIds[instrument], new Price(priceNanos), quantity, aggressor, tradeId, 0, _eventTimeNs);
        Start();
        if (!_encoder.TryAddBrokenTrade(in message))
        {
            NextPacket();
            Require(_encoder.TryAddBrokenTrade(in message));
        }
    }

    public void StatusChanged(int instrument, TradingStatus status) =>
        Status(new StatusUpdate(instrument < 0 ? -1 : _securityIds[instrument], status, _eventTimeNs));

    private void Status(in StatusUpdate message)
    {
        Start();
        if (!_encoder.TryAdd(in message))
        {
            NextPacket();
            Require(_encoder.TryAdd(in message));
        }
    }

    private void Start()
    {
        if (!IsPending)
        {
            IsPending = true;
            _encoder.Begin(_session, _nextSequence);
        }
    }

    private void NextPacket()
    {
        EndEvent();
        Start();
    }

    private void Send(ReadOnlySpan<byte> payload)
    {
        int length = FrameBuilder.Write(_line.Room(), in _header, payload);
        _lastDueNs = Math.Max(_lastDueNs, DueNs());
        _line.Commit(length, _lastDueNs);
        _lastPacketNs = _eventTimeNs;
        PacketCount++;
    }

    // Keyed on the instant alone: what we do cannot shift how late others' frames are. No frame overtakes another.
    private long DueNs() => _eventTimeNs + _latencyNs + (_tail?.DelayNs(Draw.Key(_session, DrawStream.FeedLatency, _venue, _eventTimeNs)) ?? 0);

    private static void Require(bool isAdded)
    {
        if (!isAdded)
        {
            throw new InvalidOperationException("A message does not fit an empty packet.");
        }
    }
}
