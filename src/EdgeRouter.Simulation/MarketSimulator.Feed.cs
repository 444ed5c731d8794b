using EdgeRouter.Core.Domain;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Feed;

namespace EdgeRouter.Simulation;

/// <content>The feeds' own events: snapshots, and an end before the close.</content>
public sealed partial class MarketSimulator
{
    /// <summary>Most sequences of one <see cref="RequestRetransmission"/>.</summary>
    public const int RetransmissionCountMax = 1_000;

    private readonly bool[] _isSnapshotAsked;
    private readonly (ulong FirstSequence, ulong Count)[] _resends; // count 0 = nothing asked for

    /// <summary>Snapshots that all venues have sent.</summary>
    public long SnapshotCount => _feed is null ? 0 : Enumerable.Range(0, _exchanges.Length).Sum(v => _feed.Feed(v).SnapshotCount);

    /// <summary>Packets that all venues have sent again.</summary>
    public long ResentCount => _feed is null ? 0 : Enumerable.Range(0, _exchanges.Length).Sum(v => _feed.Feed(v).ResentCount);

    /// <summary>What became of the packets of every line, venue by venue: line A, line B, snapshots. Empty where nobody listens.</summary>
    public IReadOnlyList<FeedLineStatistics> FeedStatistics() =>
    [
        .. Enumerable.Range(0, _feed is null ? 0 : _exchanges.Length).SelectMany(v => _feed!.Feed(v).Lines.Take(VenueFeed.LineCount - 1)).OfType<FeedLine>()
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

    /// <summary>Asks a venue to send messages again: the question takes the venue's way, and the packets that hold the messages come to the group of line A,
    /// as they were, as far as the venue still has them (its last 4,096 packets or 512 KiB).</summary>
    /// <param name="venue">Venue.</param>
    /// <param name="firstSequence">First message wanted.</param>
    /// <param name="count">Messages wanted, 1 to <see cref="RetransmissionCountMax"/>.</param>
    /// <returns>False: the market has no recovery (<see cref="FeedPlan.HasSnapshots"/>), is not open, nobody listens, the count is out of range, or a question is
    /// under way already.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such venue.</exception>
    public bool RequestRetransmission(VenueId venue, ulong firstSequence, ulong count)
    {
        RequireVenue(venue);
        if (_feed is null || !FeedPlan.HasSnapshots || !_isOpen || _resends[venue.Value].Count > 0 || count is 0 or > RetransmissionCountMax)
        {
            return false;
        }

        _resends[venue.Value] = (firstSequence, count);
        _events.Push(new SimulationEvent(TimeNs + _market.Venues[venue.Value].LatencyNs, EventKind.Resend, venue.Value));
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

    private void Resend(int venue)
    {
        _feed?.Feed(venue).Resend(_resends[venue].FirstSequence, _resends[venue].Count);
        _resends[venue] = default;
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
