namespace EdgeRouter.Core.Reference;

/// <summary>The sessions of one calendar, as far as a venue trades in them: a sorted list of instants and what begins there.</summary>
internal sealed class SessionTrack
{
    internal static readonly SessionTrack AlwaysRegular = new([], [TradingSession.Regular]);

    private readonly long[] _changeNs;
    private readonly TradingSession[] _sessions;

    /// <summary>Creates a track.</summary>
    /// <param name="changeNs">Instants, ascending.</param>
    /// <param name="sessions">One more than instants: the first is in force before the first instant.</param>
    private SessionTrack(long[] changeNs, TradingSession[] sessions)
    {
        _changeNs = changeNs;
        _sessions = sessions;
    }

    /// <summary>Keeps what a venue trades in, and joins what has no change between.</summary>
    /// <param name="intervals">Ascending, not overlapping.</param>
    /// <param name="traded">Bit 1 &lt;&lt; session for each session that the venue trades in.</param>
    internal static SessionTrack Of(ReadOnlySpan<SessionInterval> intervals, int traded)
    {
        var changes = new List<long>();
        var sessions = new List<TradingSession> { TradingSession.Closed };
        foreach (SessionInterval interval in intervals)
        {
            if ((traded & (1 << (int)interval.Session)) != 0)
            {
                Append(changes, sessions, interval.FromNs, interval.Session);
                Append(changes, sessions, interval.ToNs, TradingSession.Closed);
            }
        }

        return new SessionTrack([.. changes], [.. sessions]);
    }

    internal TradingSession At(long timeNs) => _sessions[CountUpTo(timeNs)];

    /// <summary>First instant after a time at which the session changes; <see cref="long.MaxValue"/> when none is known.</summary>
    internal long NextChangeNs(long timeNs)
    {
        int index = CountUpTo(timeNs);
        return index < _changeNs.Length ? _changeNs[index] : long.MaxValue;
    }

    private static void Append(List<long> changes, List<TradingSession> sessions, long atNs, TradingSession session)
    {
        if (changes.Count > 0 && changes[^1] == atNs)
        {
            changes.RemoveAt(changes.Count - 1);
            sessions.RemoveAt(sessions.Count - 1);
        }

        if (sessions[^1] != session)
        {
            changes.Add(atNs);
            sessions.Add(session);
        }
    }

    private int CountUpTo(long timeNs)
    {
        int index = _changeNs.AsSpan().BinarySearch(timeNs);
        return index >= 0 ? index + 1 : ~index;
    }
}
