using System.Buffers.Binary;
using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Feeds.Memoir;

namespace EdgeRouter.Engine.TestHost;

/// <summary>The feeds of four venues; instrument numbers 7 and 8.</summary>
public sealed class DayMarket(Action<Datagram> send)
{
    private const long Cent = 10_000_000;
    private readonly MemoirDepthEncoder[] _encoders = [new(), new(), new(), new()];
    private readonly ulong[] _sequences = [1, 1, 1, 1];
    private readonly Queue<(int Venue, ulong Order)> _orders = [];
    private ulong _nextOrder = 100;

    public static byte[] Pack(in Datagram datagram)
    {
        byte[] packed = new byte[10 + datagram.Payload.Length];
        BinaryPrimitives.WriteInt64LittleEndian(packed, datagram.ReceiveTimeNs);
        BinaryPrimitives.WriteUInt16LittleEndian(packed.AsSpan(8), datagram.DestinationPort);
        datagram.Payload.CopyTo(packed.AsSpan(10));
        return packed;
    }

    public static Datagram Unpack(ReadOnlySpan<byte> packed) => new()
    {
        ReceiveTimeNs = BinaryPrimitives.ReadInt64LittleEndian(packed),
        DestinationPort = BinaryPrimitives.ReadUInt16LittleEndian(packed[8..]),
        Payload = packed[10..],
    };

    public void Open(long nowNs)
    {
        for (int venue = 0; venue < 4; venue++)
        {
            _encoders[venue].Begin(1, _sequences[venue]);
            _encoders[venue].TryAddInstrument(new InstrumentAnnouncement { SecurityId = 7, Symbol = "AAA"u8, RoundLot = 100 }, new Price(Cent));
            _encoders[venue].TryAddInstrument(new InstrumentAnnouncement { SecurityId = 8, Symbol = "BBB"u8, RoundLot = 100 }, new Price(Cent));
            _encoders[venue].TryAdd(new StatusUpdate(7, TradingStatus.Trading, 1));
            _encoders[venue].TryAdd(new StatusUpdate(8, TradingStatus.Trading, 1));
            Send(venue, nowNs);
        }

        foreach (int venue in new[] { 0, 1, 3 })
        {
            foreach (long security in new[] { 7L, 8L })
            {
                Add(venue, Side.Buy, 9_999 - venue, 300, security, nowNs);
                Add(venue, Side.Sell, 10_001 + venue, 400, security, nowNs);
            }
        }
    }

    public void Move(ref DeterministicRandom random, long nowNs)
    {
        if (_orders.Count > 10)
        {
            (int venue, ulong order) = _orders.Dequeue();
            _encoders[venue].Begin(1, _sequences[venue]);
            _encoders[venue].TryAdd(new OrderDeleted(7, order, nowNs));
            Send(venue, nowNs);
        }

        int at = random.NextInt32(2);
        bool isBuy = random.NextBool(0.5);
        ulong added = Add(at, isBuy ? Side.Buy : Side.Sell, isBuy ? 9_998 + random.NextInt32(2) : 10_001 + random.NextInt32(2), 100 * (1 + random.NextInt32(6)), 7, nowNs);
        _orders.Enqueue((at, added));
    }

    private ulong Add(int venue, Side side, long cents, long quantity, long security, long nowNs)
    {
        _encoders[venue].Begin(1, _sequences[venue]);
        _encoders[venue].TryAdd(new OrderAdded(security, ++_nextOrder, side, new Price(cents * Cent), quantity, nowNs));
        Send(venue, nowNs);
        return _nextOrder;
    }

    private void Send(int venue, long nowNs)
    {
        ReadOnlySpan<byte> payload = _encoders[venue].Finish();
        _sequences[venue] += (ulong)_encoders[venue].MessageCount;
        send(new Datagram { Payload = payload, DestinationPort = (ushort)(15_001 + venue), ReceiveTimeNs = nowNs });
    }
}
