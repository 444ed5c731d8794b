namespace EdgeRouter.Aeron.Driver.Udp.Receiving;

/// <summary>A stream that an endpoint listens to, and its sessions. On the receiver's thread.</summary>
/// <param name="maxSessions">Sessions that are remembered at most.</param>
internal sealed class StreamInterest(int maxSessions)
{
    private readonly Dictionary<int, SessionInterest> _sessions = [];
    private readonly HashSet<int> _wanted = [];

    /// <summary>Whether every session is wanted.</summary>
    public bool IsAllSessions { get; private set; }

    /// <summary>Images there are or in making.</summary>
    public int ImageCount { get; private set; }

    /// <summary>Whether nobody wants anything of it.</summary>
    public bool IsEmpty => !IsAllSessions && _wanted.Count == 0;

    /// <summary>Whether no more sessions are remembered.</summary>
    public bool IsFull => _sessions.Count >= maxSessions;

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

        foreach ((int id, SessionInterest interest) in _sessions)
        {
            if (interest.State == InterestState.Unwanted && IsWanted(id))
            {
                _ = _sessions.Remove(id);
            }
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

    private static bool IsImage(InterestState state) => state is InterestState.Active or InterestState.InMaking;
}
