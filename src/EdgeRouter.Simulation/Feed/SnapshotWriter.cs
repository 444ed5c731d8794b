using System.Text;
using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Time;
using EdgeRouter.Feeds.Memoir;

namespace EdgeRouter.Simulation.Feed;

/// <summary>Writes one venue's snapshots: instruments, statuses, every displayed order in the order in which it came, and the last live sequence that all this
/// includes. The channel numbers its own messages, from 1, so that a receiver sees when a part of a snapshot is missing.</summary>
internal sealed class SnapshotWriter
{
    /// <summary>Time between two packets of a snapshot, ns: it must not fill anybody's queue.</summary>
    public const long PacketGapNs = 10 * TimeUnits.Microsecond;

    private readonly MemoirDepthEncoder _encoder = new();
    private readonly Universe _universe;
    private readonly int[] _securityIds;
    private readonly TradingStatus[] _statuses;
    private readonly ulong _session;
    private TradingStatus _sessionStatus;
    private ulong _nextSequence = 1;
    private ulong _asOfSequence;
    private long _timeNs;
    private Part _part = Part.Done;
    private int _instrument;
    private int _order;

    public SnapshotWriter(Universe universe, int[] securityIds, ulong session)
    {
        _universe = universe;
        _securityIds = securityIds;
        _session = session;
        _statuses = new TradingStatus[securityIds.Length];
        Book = new PublishedBook(securityIds.Length);
    }

    private enum Part
    {
        Directory,
        Session,
        Statuses,
        Orders,
        End,
        Done,
    }

    /// <summary>What the feed has told.</summary>
    public PublishedBook Book { get; }

    /// <summary>Takes note of a published status.</summary>
    public void OnStatus(in StatusUpdate status)
    {
        if (status.SecurityId < 0)
        {
            _sessionStatus = status.Status;
            return;
        }

        _statuses[Array.IndexOf(_securityIds, (int)status.SecurityId)] = status.Status;
    }

    /// <summary>Starts a snapshot.</summary>
    /// <param name="asOfSequence">Last live sequence that it includes.</param>
    /// <param name="timeNs">Event time, ns since the Unix epoch.</param>
    public void Begin(ulong asOfSequence, long timeNs)
    {
        _asOfSequence = asOfSequence;
        _timeNs = timeNs;
        _part = Part.Directory;
        _instrument = 0;
    }

    /// <summary>The next packet of the snapshot; its bytes are valid until the one after it.</summary>
    public bool TryNext(out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (_part == Part.Done)
        {
            return false;
        }

        _encoder.Begin(_session, _nextSequence);
        while (_part != Part.Done && TryAddNext())
        {
            Step();
        }

        _nextSequence += (ulong)_encoder.MessageCount;
        payload = _encoder.Finish();
        return true;
    }

    // Whether the next message fitted; a part without messages fits always.
    private bool TryAddNext() => _part switch
    {
        Part.Directory => TryAddInstrument(),
        Part.Session => _sessionStatus == TradingStatus.Unknown || _encoder.TryAdd(new StatusUpdate(-1, _sessionStatus, _timeNs)),
        Part.Statuses => _statuses[_instrument] == TradingStatus.Unknown || _encoder.TryAdd(new StatusUpdate(_securityIds[_instrument], _statuses[_instrument], _timeNs)),
        Part.Orders => _order < 0 || TryAddOrder(),
        _ => _encoder.TryAddSnapshotComplete(_asOfSequence, _timeNs),
    };

    private void Step()
    {
        switch (_part)
        {
            case Part.Directory:
                StepInstrument(Part.Session);
                break;
            case Part.Session:
                _part = Part.Statuses;
                break;
            case Part.Statuses:
                StepInstrument(Part.Orders);
                _order = Book.First(_instrument);
                break;
            case Part.Orders when _order >= 0:
                _order = Book.NextOf(_order);
                break;
            case Part.Orders:
                StepInstrument(Part.End);
                _order = Book.First(_instrument);
                break;
            default:
                _part = Part.Done;
                break;
        }
    }

    private void StepInstrument(Part next)
    {
        _instrument++;
        if (_instrument == _securityIds.Length)
        {
            _instrument = 0;
            _part = next;
        }
    }

    private bool TryAddInstrument()
    {
        Span<byte> symbol = stackalloc byte[16];
        Instrument instrument = _universe.Instruments[_instrument];
        int length = Encoding.ASCII.GetBytes(instrument.Symbol, symbol);
        var announcement = new InstrumentAnnouncement
        {
            SecurityId = _securityIds[_instrument],
            Symbol = symbol.Slice(0, length),
            RoundLot = instrument.RoundLot,
            EventTimeNs = _timeNs,
        };
        return _encoder.TryAddInstrument(in announcement, new Price(instrument.TickNanos));
    }

    private bool TryAddOrder()
    {
        ref readonly PublishedOrder order = ref Book[_order];
        return _encoder.TryAdd(new OrderAdded(_securityIds[_instrument], order.Id, order.Side, new Price(order.PriceNanos), order.Quantity, _timeNs));
    }
}
