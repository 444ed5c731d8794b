using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Scoring;
using EdgeRouter.Engine;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Feeds.Memoir;

namespace EdgeRouter.Benchmarks.Routing;

/// <summary>A router shard of one instrument on displayed venues that all show 99.99 × 100.01, driven by hand.</summary>
public sealed class RoutingDesk : IDisposable
{
    /// <summary>One cent, nanos.</summary>
    public const long Cent = 10_000_000;

    private const ushort FirstPort = 15_001;
    private const long Security = 7;
    private readonly RouterShard<MemoirDepthProtocol, NoProbe> _shard;
    private readonly MemoirDepthEncoder _encoder = new();
    private readonly ulong[] _sequences;

    /// <summary>Builds the shard and opens the market.</summary>
    /// <param name="venues">Displayed venues: two rows each, take and post.</param>
    /// <param name="policy">Policy.</param>
    /// <param name="log">Where records go.</param>
    /// <param name="gateway">Where orders go.</param>
    /// <param name="parentCapacity">Parents open at once.</param>
    public RoutingDesk(int venues, string policy, IRecordLog log, IOrderGateway gateway, int parentCapacity)
    {
        _sequences = new ulong[venues];
        Array.Fill(_sequences, 1UL);
        Output = new JournalingOutput(log, gateway);
        _shard = new RouterShard<MemoirDepthProtocol, NoProbe>(SetupOf(venues, policy, parentCapacity), Output, default);
        OpenMarket(venues);
    }

    /// <summary>The engine.</summary>
    public RouterEngine<NoProbe> Engine => _shard.Engine;

    /// <summary>Its output.</summary>
    public JournalingOutput Output { get; }

    /// <summary>Time of the next input, ns.</summary>
    public long NowNs { get; set; } = 1_000_000_000_000;

    /// <summary>Encodes a packet that adds an order at venue 0.</summary>
    /// <param name="order">Id.</param>
    /// <param name="side">Side.</param>
    /// <param name="cents">Price, cents.</param>
    /// <param name="venue">Venue.</param>
    /// <param name="quantity">Shares.</param>
    public byte[] Add(ulong order, Side side, long cents, int venue = 0, long quantity = 500)
    {
        Begin(venue);
        _encoder.TryAdd(new OrderAdded(Security, order, side, new Price(cents * Cent), quantity, NowNs));
        return Finish(venue);
    }

    /// <summary>Encodes a packet that takes an order off venue 0.</summary>
    /// <param name="order">Id.</param>
    public byte[] Delete(ulong order)
    {
        Begin(0);
        _encoder.TryAdd(new OrderDeleted(Security, order, NowNs));
        return Finish(0);
    }

    /// <summary>Gives a packet to the engine.</summary>
    /// <param name="payload">From <see cref="Add"/> or <see cref="Delete"/>.</param>
    /// <param name="venue">Venue.</param>
    public void Give(byte[] payload, int venue = 0) =>
        Engine.OnPacket(new Datagram { Payload = payload, DestinationPort = (ushort)(FirstPort + venue), ReceiveTimeNs = NowNs });

    /// <inheritdoc/>
    public void Dispose() => _shard.Dispose();

    private static RouterSetup SetupOf(int venues, string policy, int parentCapacity) => new()
    {
        Universe = new Universe(
            [new Instrument { Id = new InstrumentId(0), Symbol = "AAA" }],
            [.. Enumerable.Range(0, venues).Select(v => new Venue
            {
                Id = new VenueId((byte)v),
                Name = $"LIT{v}",
                Kind = v % 4 == 3 ? VenueKind.Inverted : VenueKind.Lit,
                TakerFeeNanos = (v % 5) * 1_000_000,
                LatencyNs = 100_000,
            })]),
        Feeds = [.. Enumerable.Range(0, venues).Select(v => new VenueFeed(new VenueId((byte)v), new FeedEndpoint(0, (ushort)(FirstPort + v)), default))],
        Policy = policy,
        Engine = new EngineOptions { ParentCapacity = parentCapacity, ChildCapacity = 4096, TimerCapacity = 4 * parentCapacity + 65_536, MarkCapacity = 1024 },
        Scales = new ScoreScales(20, 20, 20),
    };

    private void OpenMarket(int venues)
    {
        for (int venue = 0; venue < venues; venue++)
        {
            Begin(venue);
            _encoder.TryAddInstrument(new InstrumentAnnouncement { SecurityId = Security, Symbol = "AAA"u8, RoundLot = 100 }, new Price(Cent));
            _encoder.TryAdd(new StatusUpdate(Security, TradingStatus.Trading, 1));
            Give(Finish(venue), venue);
            Give(Add((ulong)(1 + (2 * venue)), Side.Buy, 9999, venue), venue);
            Give(Add((ulong)(2 + (2 * venue)), Side.Sell, 10001, venue), venue);
        }
    }

    private void Begin(int venue) => _encoder.Begin(1, _sequences[venue]);

    private byte[] Finish(int venue)
    {
        byte[] payload = _encoder.Finish().ToArray();
        _sequences[venue] += (ulong)_encoder.MessageCount;
        return payload;
    }
}
