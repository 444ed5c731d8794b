using EdgeRouter.Core.Domain;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Feed;

namespace EdgeRouter.Simulation;

/// <content>The feeds' own events: snapshots, and an end before the close.</content>
public sealed partial class MarketSimulator
{
    private readonly bool[] _isSnapshotAsked;

    /// <summary>Snapshots that all venues have sent.</summary>
    public long SnapshotCount => _feed is null ? 0 : Enumerable.Range(0, _exchanges.Length).Sum(v => _feed.Feed(v).SnapshotCount);

    /// <summary>What became of the packets of every line, venue by venue: line A, line B, snapshots. Empty where nobody listens.</summary>
    public IReadOnlyList<FeedLineStatistics> FeedStatistics() =>
    [
        .. Enumerable.Range(0, _feed is null ? 0 : _exchanges.Length).SelectMany(v => _feed!.Feed(v).Lines).OfType<FeedLine>()
            .Select(line => new FeedLineStatistics(line.Endpoint, line.PacketCount, line.LostCount, line.HeldCount, line.DuplicateCount)),
    ];

    /// <summary>Sequence of the next message that a venue will publish: what a receiver that has missed nothing expects. 0 where nobody listens.</summary>
    /// <param name="venue">Venue.</param>
    public ulong NextFeedSequence(VenueId venue) => _feed?.Feed(venue.Value).NextSequence ?? 0;

    /// <summary>Asks a venue for a snapshot: the question takes the venue's way, and the answer comes on its snapshot channel.</summary>
    /// <param name="venue">Venue.</param>
    /// <returns>False: the market has no snapshots, is not open, nobody listens, or a question is under way already.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such venue.</exception>
    public bool RequestSnapshot(VenueId venue)
    {
        RequireVenue(venue);
        if (_feed is null || !FeedPlan.HasSnapshots || !_isOpen || _isSnapshotAsked[venue.Value])
        {
            return false;
        }

        _isSnapshotAsked[venue.Value] = true;
        long arrivalNs = TimeNs + _market.Venues[venue.Value].LatencyNs;
        _events.Push(new SimulationEvent(arrivalNs, EventKind.Snapshot, _exchanges.Length + venue.Value));
        return true;
    }

    /// <summary>Ends the session now, before the close: orders expire, books empty, every feed says that no packet follows. Does nothing when it is closed.</summary>
    public void Close()
    {
        if (_isOpen)
        {
            _feed?.BeginEvent(TimeNs);
            CloseSession();
            _feed?.EndEvent();
        }
    }

    // The venues take turns within the period, so that their snapshots do not come all at once.
    private void ScheduleSnapshots()
    {
        long periodNs = _market.Feed?.SnapshotPeriodNs ?? 0;
        for (int venue = 0; venue < _exchanges.Length && FeedPlan.HasSnapshots && periodNs > 0; venue++)
        {
            _events.Push(new SimulationEvent(TimeNs + (periodNs * (venue + 1) / _exchanges.Length), EventKind.Snapshot, venue));
        }
    }

    // Index: the venue; behind the last venue, the same asked for.
    private void WriteSnapshot(int index)
    {
        int venue = index % _exchanges.Length;
        _feed?.Feed(venue).WriteSnapshot();
        if (index >= _exchanges.Length)
        {
            _isSnapshotAsked[venue] = false;
            return;
        }

        _events.Push(new SimulationEvent(TimeNs + _market.Feed!.SnapshotPeriodNs, EventKind.Snapshot, index));
    }
}
