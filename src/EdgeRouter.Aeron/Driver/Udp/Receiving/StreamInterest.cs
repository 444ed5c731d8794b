namespace EdgeRouter.Aeron.Driver.Udp.Receiving;

/// <summary>A stream that an endpoint listens to, and its sessions. On the receiver's thread.</summary>
/// <param name="maxSessions">Sessions whose data alone was seen that are remembered at most.</param>
internal sealed class StreamInterest(int maxSessions)
{
    private const long ForgetIntervalNs = 100_000_000;
    private readonly Dictionary<int, SessionInterest> _sessions = [];
    private readonly HashSet<int> _wanted = [];
    private long _forgetDueNs = long.MinValue;

    /// <summary>Whether every session is wanted.</summary>
    public bool IsAllSessions { get; private set; }

    /// <summary>Images there are or in making.</summary>
    public int ImageCount { get; private set; }

    /// <summary>Whether nobody wants anything of it.</summary>
    public bool IsEmpty => !IsAllSessions && _wanted.Count == 0;

    /// <summary>What is known of a session.</summary>
    /// <param name="sessionId">It.</param>
    public SessionInterest Get(int sessionId) => _sessions.GetValueOrDefault(sessionId);

    /// <summary>Whether a session is wanted.</summary>
    /// <param name="sessionId">It.</param>
    public bool IsWanted(int sessionId) => IsAllSessions || _wanted.Contains(sessionId);

    /// <summary>Says what is known of a session.</summary>
    /// <param name="sessionId">It.</param>
    /// <param name="interest">What.</param>
    public void Set(int sessionId, in SessionInterest interest)
    {
        ImageCount += (IsImage(interest.State) ? 1 : 0) - (IsImage(Get(sessionId).State) ? 1 : 0);
        if (interest.State == InterestState.Unknown)
        {
            _ = _sessions.Remove(sessionId);
        }
        else
        {
            _sessions[sessionId] = interest;
        }
    }

    /// <summary>A subscription begins.</summary>
    /// <param name="sessionId">The one session that it wants, or null.</param>
    public void Want(int? sessionId)
    {
        IsAllSessions |= sessionId == null;
        if (sessionId is { } one)
        {
            _ = _wanted.Add(one);
        }
    }

    /// <summary>The last subscription of its kind ends.</summary>
    /// <param name="sessionId">The one session that it wanted, or null.</param>
    public void Unwant(int? sessionId)
    {
        IsAllSessions &= sessionId != null;
        if (sessionId is { } one)
        {
            _ = _wanted.Remove(one);
        }

        foreach (int id in _sessions.Keys)
        {
            if (!IsWanted(id))
            {
                Set(id, default);
            }
        }
    }

    /// <summary>Whether one more session may be remembered. What is over is forgotten when there is no room, at most once in a while: each look takes time.</summary>
    /// <param name="isSetup">Whether a SETUP wants it: half of the room is kept for those, so that data of strangers cannot keep a sender out.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    public bool HasRoom(bool isSetup, long nowNs)
    {
        int most = isSetup ? 2 * maxSessions : maxSessions;
        if (_sessions.Count >= most && nowNs >= _forgetDueNs)
        {
            _forgetDueNs = nowNs + ForgetIntervalNs;
            Forget(nowNs);
        }

        return _sessions.Count < most;
    }

    private void Forget(long nowNs)
    {
        foreach ((int id, SessionInterest session) in _sessions)
        {
            if (session.State is InterestState.SetupAsked or InterestState.CoolDown && nowNs >= session.DeadlineNs)
            {
                _ = _sessions.Remove(id);
            }
        }
    }

    private static bool IsImage(InterestState state) => state is InterestState.Active or InterestState.InMaking;
}
