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
internal sealed partial class VenueFeed : IVenuePublisher
{
    /// <summary>Lines of a venue: A, B, snapshots, packets sent again.</summary>
    public const int LineCount = 4;

    private const uint SourceNet = 0x0A14_0000;
    private const int LineA = 0;
    private const int LineB = 1;
    private const int SnapshotLine = 2;
    private const int ResendLine = 3;

    private readonly FeedPublisher _publisher;
    private readonly int _venue;
    private readonly MemoirDepthEncoder _encoder = new();
    private readonly FeedLine?[] _lines = new FeedLine?[LineCount];
    private readonly Universe _universe;
    private readonly int[] _securityIds;
    private readonly SnapshotWriter? _snapshots;
    private readonly PacketHistory? _history;
    private readonly ulong _session;
    private readonly long _latencyNs;
    private readonly LatencyLaw? _tail;
    private ulong _nextSequence = 1;
    private long _lastPacketNs;
    private long _lastDueNs;
    private long _order;

    /// <summary>Creates a venue's feed.</summary>
    /// <param name="publisher">Sends the frames and says what time it is.</param>
    /// <param name="plan">All venues' lines.</param>
    /// <param name="entry">This venue's.</param>
    /// <param name="market">Latency and faults.</param>
    /// <param name="universe">Instruments.</param>
    /// <param name="seed">The day's seed, of the faults.</param>
    /// <param name="session">Number of the session.</param>
    public VenueFeed(FeedPublisher publisher, FeedPlan plan, FeedPlanEntry entry, MarketParameters market, Universe universe, ulong seed, ulong session)
    {
        _publisher = publisher;
        _venue = entry.VenueId.Value;
        _universe = universe;
        _session = session;
        VenueParameters venue = market.Venues[_venue];
        _latencyNs = venue.FeedLatencyNs;
        _tail = venue.FeedTail is null ? null : new LatencyLaw(venue.FeedTail, 0);
        _securityIds = [.. Enumerable.Range(0, universe.Instruments.Length).Select(i => plan.SecurityIdOf(entry.VenueId, new InstrumentId(i)))];
        _lines[LineA] = CreateLine(entry.LineA, market.Feed?.LineA, seed, LineA);
        _lines[LineB] = plan.HasLineB ? CreateLine(entry.LineB, market.Feed?.LineB, seed, LineB) : null;
        _lines[SnapshotLine] = plan.HasSnapshots ? CreateLine(entry.Snapshots, market.Feed?.SnapshotLine, seed, SnapshotLine) : null;
        _lines[ResendLine] = plan.HasSnapshots ? CreateLine(entry.LineA, null, seed, ResendLine) : null;
        _history = plan.HasSnapshots ? new PacketHistory() : null;
        _snapshots = plan.HasSnapshots ? new SnapshotWriter(universe, _securityIds, session) : null;
    }

    /// <summary>The lines; null = the market has none of that kind.</summary>
    public IReadOnlyList<FeedLine?> Lines => _lines;

    /// <summary>Sequence of the next message.</summary>
    public ulong NextSequence => _nextSequence;

    /// <summary>Packets so far, as on a line without faults.</summary>
    public long PacketCount { get; private set; }

    /// <summary>Messages so far.</summary>
    public long MessageCount { get; private set; }

    /// <summary>Whether the venue is out and sends no sign of life.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Snapshots so far.</summary>
    public long SnapshotCount { get; private set; }

    /// <summary>Packets sent again so far.</summary>
    public long ResentCount { get; private set; }

    /// <summary>Whether messages wait for the end of the event.</summary>
    public bool IsPending { get; private set; }

    private long EventTimeNs => _publisher.TimeNs;

    /// <summary>Sends what the event said.</summary>
    public void EndEvent()
    {
        if (IsPending)
        {
            IsPending = false;
            ulong sequence = _nextSequence;
            _nextSequence += (ulong)_encoder.MessageCount;
            MessageCount += _encoder.MessageCount;
            ReadOnlySpan<byte> payload = _encoder.Finish();
            _history?.Add(sequence, _encoder.MessageCount, payload);
            Send(payload);
        }
    }

    /// <summary>Sends the whole book, order by order, as of the last message so far.</summary>
    public void WriteSnapshot()
    {
        if (_snapshots is null || IsSilent)
        {
            return;
        }

        SnapshotCount++;
        _snapshots.Begin(_nextSequence - 1, EventTimeNs);
        long dueNs = EventTimeNs + _latencyNs;
        while (_snapshots.TryNext(out ReadOnlySpan<byte> payload))
        {
            SendOn(SnapshotLine, payload, dueNs, ++_order);
            dueNs += SnapshotWriter.PacketGapNs;
        }
    }

    /// <summary>Sends the packets of a range of sequences again, to the group of line A, as far as they are kept.</summary>
    /// <param name="firstSequence">First of the range.</param>
    /// <param name="count">Sequences of the range.</param>
    public void Resend(ulong firstSequence, ulong count)
    {
        long dueNs = EventTimeNs + _latencyNs;
        for (int i = 0; i < _history!.Count && !IsSilent; i++)
        {
            if (_history.TryGet(i, firstSequence, count, out ReadOnlySpan<byte> payload))
            {
                ResentCount++;
                SendOn(ResendLine, payload, dueNs, ++_order);
                dueNs += SnapshotWriter.PacketGapNs;
            }
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
                EventTimeNs = EventTimeNs,
            };
            Start();
            if (!_encoder.TryAddInstrument(in announcement, new Price(instrument.TickNanos)))
            {
                NextPacket();
                Require(_encoder.TryAddInstrument(in announcement, new Price(instrument.TickNanos)));
            }
        }

        Status(new StatusUpdate(-1, TradingStatus.Trading, EventTimeNs));
        foreach (int securityId in _securityIds)
        {
            Status(new StatusUpdate(securityId, TradingStatus.Trading, EventTimeNs));
        }
    }

    /// <summary>Says that trading is over, and that no packet follows.</summary>
    public void CloseSession()
    {
        Status(new StatusUpdate(-1, TradingStatus.Closed, EventTimeNs));
        EndEvent();
        Send(_encoder.SessionShutdown(_session, _nextSequence));
        for (int line = 0; line < LineCount; line++)
        {
            _lines[line]?.ReleaseAll(_order);
            _publisher.Note(_venue, line);
        }
    }

    /// <summary>Sends a sign of life when nothing was sent for a second.</summary>
    public void Heartbeat()
    {
        if (!IsSilent && !IsPending && EventTimeNs - _lastPacketNs >= TimeUnits.Second)
        {
            Send(_encoder.Heartbeat(_session, _nextSequence));
        }
    }

    private FeedLine CreateLine(FeedEndpoint endpoint, FeedFaults? faults, ulong seed, int line) =>
        new(endpoint, SourceNet + (uint)_venue + 1u, faults, seed, (_venue * LineCount) + line);

    private void Start()
    {
        if (!IsPending)
        {
            IsPending = true;
            _publisher.NotePending(_venue);
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
        _lastPacketNs = EventTimeNs;
        _lastDueNs = Math.Max(_lastDueNs, DueNs());
        PacketCount++;
        _order++;
        SendOn(LineA, payload, _lastDueNs, _order);
        SendOn(LineB, payload, _lastDueNs, _order);
    }

    private void SendOn(int line, ReadOnlySpan<byte> payload, long dueNs, long order)
    {
        if (_lines[line] is { } to)
        {
            to.Send(payload, dueNs, order);
            _publisher.Note(_venue, line);
        }
    }

    // Keyed on the instant alone: what we do cannot shift how late others' frames are. No frame overtakes another.
    private long DueNs() => EventTimeNs + _latencyNs + (_tail?.DelayNs(Draw.Key(_session, DrawStream.FeedLatency, _venue, EventTimeNs)) ?? 0);

    private static void Require(bool isAdded)
    {
        if (!isAdded)
        {
            throw new InvalidOperationException("A message does not fit an empty packet.");
        }
    }
}
