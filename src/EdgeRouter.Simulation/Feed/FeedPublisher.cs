using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Packets;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Feed;

/// <summary>All venues' feeds, merged into one stream of frames in order of time. Frames of one instant go in venue order, line A before line B.</summary>
internal sealed class FeedPublisher
{
    private readonly VenueFeed[] _venues;
    private readonly IFrameSink _sink;
    private readonly byte[] _copy = new byte[FrameBuilder.HeaderBytes + MemoirDepthEncoder.PayloadBytesDefault];
    private readonly bool _hasLineB;

    public FeedPublisher(MarketParameters market, FeedPlan plan, Universe universe, ulong session, IFrameSink sink)
    {
        _sink = sink;
        _hasLineB = plan.HasLineB;
        _venues = [.. plan.Entries.Select(entry => new VenueFeed(plan, entry, universe, session, market.Venues[entry.VenueId.Value].FeedLatencyNs))];
    }

    public long PacketCount => _venues.Sum(v => v.PacketCount);

    public long MessageCount => _venues.Sum(v => v.MessageCount);

    /// <summary>When the next frame is due; <see cref="long.MaxValue"/> = none waits.</summary>
    public long NextTimeNs
    {
        get
        {
            long next = long.MaxValue;
            foreach (VenueFeed venue in _venues)
            {
                next = Math.Min(next, venue.Line.NextTimeNs);
            }

            return next;
        }
    }

    public IVenuePublisher Venue(int venue) => _venues[venue];

    /// <summary>Sets the time of the event whose messages follow.</summary>
    public void BeginEvent(long timeNs)
    {
        FlushUntil(timeNs);
        foreach (VenueFeed venue in _venues)
        {
            venue.BeginEvent(timeNs);
        }
    }

    /// <summary>Sends what the event said.</summary>
    public void EndEvent()
    {
        foreach (VenueFeed venue in _venues)
        {
            venue.EndEvent();
        }
    }

    public void OpenSession()
    {
        foreach (VenueFeed venue in _venues)
        {
            venue.OpenSession();
        }
    }

    public void Heartbeat()
    {
        foreach (VenueFeed venue in _venues)
        {
            venue.Heartbeat();
        }
    }

    /// <summary>Ends every session and sends all that waits.</summary>
    public void CloseSession()
    {
        foreach (VenueFeed venue in _venues)
        {
            venue.CloseSession();
        }

        FlushUntil(long.MaxValue - 1);
    }

    /// <summary>Sends the frames that are due. Latencies are above zero, so no later event can come before them.</summary>
    public void FlushUntil(long timeNs)
    {
        while (true)
        {
            VenueFeed next = _venues[0];
            foreach (VenueFeed venue in _venues)
            {
                next = venue.Line.NextTimeNs < next.Line.NextTimeNs ? venue : next;
            }

            if (next.Line.NextTimeNs > timeNs)
            {
                return;
            }

            _sink.Write(next.Line.Next, next.Line.NextTimeNs);
            if (_hasLineB)
            {
                int length = FrameBuilder.Write(_copy, next.LineB, next.Line.Next.Slice(FrameBuilder.HeaderBytes));
                _sink.Write(_copy.AsSpan(0, length), next.Line.NextTimeNs);
            }

            next.Line.Drop();
        }
    }
}
