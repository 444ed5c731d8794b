using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Reference;

/// <summary>When each venue trades, in UTC: time zones, holidays and early closes are worked out already. Outside the days that it covers every venue
/// is closed. Reads allocate nothing.</summary>
public sealed class TradingSchedule
{
    private readonly SessionTrack[] _tracks;

    internal TradingSchedule(SessionTrack[] tracks) => _tracks = tracks;

    /// <summary>A schedule for venues that are in their main session at all times: what a setup without reference data uses.</summary>
    /// <param name="venueCount">Number of venues; 1 to 64.</param>
    public static TradingSchedule AlwaysOpen(int venueCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(venueCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(venueCount, Universe.VenueCountMax);
        var tracks = new SessionTrack[venueCount];
        Array.Fill(tracks, SessionTrack.AlwaysRegular);
        return new TradingSchedule(tracks);
    }

    /// <summary>Whether a venue trades, in any of its sessions.</summary>
    /// <param name="venue">A valid id.</param>
    /// <param name="timeNs">When, ns since the Unix epoch UTC.</param>
    public bool IsOpen(VenueId venue, long timeNs) => SessionAt(venue, timeNs) != TradingSession.Closed;

    /// <summary>The session of a venue; closed also in a session of its calendar that the venue does not trade in.</summary>
    /// <param name="venue">A valid id.</param>
    /// <param name="timeNs">When, ns since the Unix epoch UTC.</param>
    public TradingSession SessionAt(VenueId venue, long timeNs) => _tracks[venue.Value].At(timeNs);

    /// <summary>First instant after a time at which a venue's session changes, ns since the Unix epoch UTC; <see cref="long.MaxValue"/> when none is known.</summary>
    /// <param name="venue">A valid id.</param>
    /// <param name="timeNs">After when, ns since the Unix epoch UTC.</param>
    public long NextChangeNs(VenueId venue, long timeNs) => _tracks[venue.Value].NextChangeNs(timeNs);

    /// <summary>First instant after a time at which any venue's session changes, ns since the Unix epoch UTC; <see cref="long.MaxValue"/> when none is known.</summary>
    /// <param name="timeNs">After when, ns since the Unix epoch UTC.</param>
    public long NextChangeNs(long timeNs)
    {
        long nextNs = long.MaxValue;
        foreach (SessionTrack track in _tracks)
        {
            nextNs = Math.Min(nextNs, track.NextChangeNs(timeNs));
        }

        return nextNs;
    }
}
