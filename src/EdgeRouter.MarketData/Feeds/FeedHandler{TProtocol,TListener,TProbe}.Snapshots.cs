using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Packets;

namespace EdgeRouter.MarketData.Feeds;

/// <content>The snapshot channel, and which headers are believed.</content>
public sealed partial class FeedHandler<TProtocol, TListener, TProbe>
{
    /// <summary>What is missing while packets behind it wait: to be asked for again from the venue, before it is given up.</summary>
    /// <param name="firstSequence">First sequence missing.</param>
    /// <param name="count">Sequences missing.</param>
    /// <returns>Whether something is.</returns>
    public bool TryGetHole(out ulong firstSequence, out ulong count)
    {
        firstSequence = _arbiter.Expected;
        count = _buffer.Count == 0 ? 0 : _buffer.LowestSequence - firstSequence;
        return count > 0;
    }

    // A sequence that wraps, or more messages than bytes, would lead the arbitration astray.
    private static bool IsPlausible(in FeedPacketHeader header, int payloadBytes) =>
        header.SequenceCount <= (uint)payloadBytes && header.Sequence <= ulong.MaxValue - header.SequenceCount;

    private bool TryOnSnapshot(in Datagram datagram)
    {
        if (_recovery is null || !_options.Snapshots.Matches(datagram))
        {
            return false;
        }

        if (!TProtocol.TryReadHeader(datagram.Payload, out FeedPacketHeader header) || !IsPlausible(header, datagram.Payload.Length))
        {
            Counters.BadHeaders++;
            return true;
        }

        Books.NowNs = Math.Max(Books.NowNs, datagram.ReceiveTimeNs);
        _recovery.OnSnapshotPacket(header, datagram.Payload);
        Books.Publish();
        return true;
    }
}
