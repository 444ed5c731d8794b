using System.Text;
using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Engine;
using EdgeRouter.Feeds.Memoir;

namespace EdgeRouter.Tools.Routing;

/// <summary>Speaks for one venue: MEMOIR Depth packets, given to the router as its feed would.</summary>
internal sealed class BookVenueFeed(VenueFeed feed, Universe universe, RouterEngine<NoProbe> router)
{
    private const ulong Session = 1;
    private readonly MemoirDepthEncoder _encoder = new();
    private ulong _nextSequence = 1;
    private ulong _nextId = 1;

    /// <summary>Names the instruments.</summary>
    public void Open(long timeNs)
    {
        foreach (Instrument instrument in universe.Instruments)
        {
            var announcement = new InstrumentAnnouncement
            {
                SecurityId = instrument.Id.Value,
                Symbol = Encoding.ASCII.GetBytes(instrument.Symbol),
                RoundLot = instrument.RoundLot,
                EventTimeNs = timeNs,
            };
            _encoder.Begin(Session, _nextSequence);
            Require(_encoder.TryAddInstrument(announcement, new Price(instrument.TickNanos)));
            Send(timeNs);
        }
    }

    /// <summary>Says what the instrument's status is.</summary>
    public void Say(int instrument, TradingStatus status, long timeNs)
    {
        _encoder.Begin(Session, _nextSequence);
        Require(_encoder.TryAdd(new StatusUpdate(instrument, status, timeNs)));
        Send(timeNs);
    }

    /// <summary>Replaces quotes in one packet.</summary>
    /// <param name="instrument">Which instrument.</param>
    /// <param name="gone">Orders that go.</param>
    /// <param name="levels">Orders that come.</param>
    /// <param name="timeNs">When.</param>
    /// <returns>Ids of those that came.</returns>
    public List<ulong> Quote(int instrument, IReadOnlyList<ulong> gone, IReadOnlyList<(Side Side, long PriceNanos, long Quantity)> levels, long timeNs)
    {
        var ids = new List<ulong>();
        _encoder.Begin(Session, _nextSequence);
        foreach (ulong id in gone)
        {
            AddOrNext(() => _encoder.TryAdd(new OrderDeleted(instrument, id, timeNs)), timeNs);
        }

        foreach ((Side side, long priceNanos, long quantity) in levels)
        {
            ulong id = _nextId++;
            ids.Add(id);
            AddOrNext(() => _encoder.TryAdd(new OrderAdded(instrument, id, side, new Price(priceNanos), quantity, timeNs)), timeNs);
        }

        Send(timeNs);
        return ids;
    }

    /// <summary>Prints a trade.</summary>
    public void Print(int instrument, long priceNanos, long quantity, long timeNs)
    {
        _encoder.Begin(Session, _nextSequence);
        Require(_encoder.TryAdd(new TradePrint(instrument, new Price(priceNanos), quantity, Side.None, _nextId++, 0, timeNs)));
        Send(timeNs);
    }

    private void AddOrNext(Func<bool> tryAdd, long timeNs)
    {
        if (!tryAdd())
        {
            Send(timeNs);
            _encoder.Begin(Session, _nextSequence);
            Require(tryAdd());
        }
    }

    private void Send(long timeNs)
    {
        _nextSequence += (ulong)_encoder.MessageCount;
        router.OnPacket(new Datagram
        {
            Payload = _encoder.Finish(),
            DestinationAddress = feed.LineA.Address,
            DestinationPort = feed.LineA.Port,
            ReceiveTimeNs = timeNs,
        });
    }

    private static void Require(bool isAdded)
    {
        if (!isAdded)
        {
            throw new InvalidOperationException("A message does not fit an empty packet.");
        }
    }
}
