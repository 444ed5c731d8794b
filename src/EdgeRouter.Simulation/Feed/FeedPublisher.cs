using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Packets;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Feed;

/// <summary>All venues' feeds, merged into one stream of frames in order of time. Frames of one instant go in venue order, then as the venue sent them,
/// line A before line B. An event costs only the venues that it concerns.</summary>
internal sealed class FeedPublisher
{
    private readonly VenueFeed[] _venues;
    private readonly FeedSchedule _schedule;
    private readonly IFrameSink _sink;
    private readonly int[] _pending;
    private readonly bool[] _isPending;
    private int _pendingCount;

    public FeedPublisher(MarketParameters market, FeedPlan plan, Universe universe, ulong seed, ulong session, IFrameSink sink)
    {
        _sink = sink;
        _venues = [.. plan.Entries.Select(entry => new VenueFeed(this, plan, entry, market, universe, seed, session))];
        _pending = new int[_venues.Length];
        _isPending = new bool[_venues.Length];

        // A line that the market has not got stays empty: it costs a place, no frames.
        var empty = new FrameLine();
        _schedule = new FeedSchedule([.. _venues.SelectMany(v => v.Lines).Select(line => line?.Frames ?? empty)], VenueFeed.LineCount);
    }

    /// <summary>Time of the event that is being told, ns since the Unix epoch.</summary>
    public long TimeNs { get; private set; }

    public long PacketCount => _venues.Sum(v => v.PacketCount);

    public long MessageCount => _venues.Sum(v => v.MessageCount);

    /// <summary>When the next frame is due; <see cref="long.MaxValue"/> = none waits.</summary>
    public long NextTimeNs => _schedule.NextTimeNs;

    public IVenuePublisher Venue(int venue) => _venues[venue];

    /// <summary>A venue's feed, for its counts.</summary>
    public VenueFeed Feed(int venue) => _venues[venue];

    /// <summary>Sets the time of the event whose messages follow.</summary>
    public void BeginEvent(long timeNs)
    {
        FlushUntil(timeNs);
        TimeNs = timeNs;
    }

    /// <summary>Sends what the event said.</summary>
    public void EndEvent()
    {
        for (int i = 0; i < _pendingCount; i++)
        {
            _isPending[_pending[i]] = false;
            _venues[_pending[i]].EndEvent();
        }

        _pendingCount = 0;
    }

    /// <summary>Takes note of a venue that has something to tell.</summary>
    public void NotePending(int venue)
    {
        if (!_isPending[venue])
        {
            _isPending[venue] = true;
            _pending[_pendingCount++] = venue;
        }
    }

    /// <summary>Takes note of a line that has got a frame.</summary>
    public void Note(int venue, int line) => _schedule.Note((venue * VenueFeed.LineCount) + line);

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

    /// <summary>Silences a venue that is out, or lets it speak again.</summary>
    public void SetSilent(int venue, bool isSilent) => _venues[venue].IsSilent = isSilent;

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
        while (_schedule.NextTimeNs <= timeNs)
        {
            FrameLine line = _schedule.Next;
            _sink.Write(line.Next, line.NextTimeNs);
            _schedule.DropNext();
        }
    }
}
