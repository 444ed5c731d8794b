using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Client;

/// <summary>Puts fragments of messages together, by session. A message of which a fragment is missing is dropped and counted. Buffers grow to the longest
/// message of their session and are kept.</summary>
internal sealed class MessageAssembly
{
    private readonly Dictionary<int, SessionAssembly> _sessions = [];
    private readonly int _initialBytes;
    private readonly int _messageBytesMax;
    private SessionAssembly? _latest;

    /// <summary>An assembly without sessions.</summary>
    /// <param name="initialBytes">First size of a session's buffer.</param>
    /// <param name="messageBytesMax">Longer messages are dropped.</param>
    public MessageAssembly(int initialBytes, int messageBytesMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(initialBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(messageBytesMax, initialBytes);
        _initialBytes = initialBytes;
        _messageBytesMax = messageBytesMax;
    }

    /// <summary>Messages that were begun and dropped, and fragments that belong to none.</summary>
    public long DropCount { get; private set; }

    /// <summary>Takes a fragment that is not a whole message.</summary>
    /// <param name="payload">Its bytes.</param>
    /// <param name="header">Its header.</param>
    /// <param name="message">The message, if this fragment was its last; valid until the next call.</param>
    /// <returns>Whether it was.</returns>
    public bool TryComplete(ReadOnlySpan<byte> payload, in FragmentHeader header, out ReadOnlySpan<byte> message)
    {
        message = default;
        byte flags = header.Flags;
        SessionAssembly session = SessionOf(header.SessionId);
        if ((flags & FrameFlags.Begin) != 0)
        {
            DropCount += session.IsOpen ? 1 : 0;
            session.Begin();
        }
        else if (!session.IsOpen || session.NextPosition != header.Position - LogPosition.AlignFrame(header.FrameBytes))
        {
            DropCount++;
            session.Drop();
            return false;
        }

        if (!session.TryAppend(payload, header.Position, _initialBytes, _messageBytesMax) || !header.IsIntact)
        {
            DropCount++;
            session.Drop();
            return false;
        }

        if ((flags & FrameFlags.End) == 0)
        {
            return false;
        }

        message = session.Message;
        session.Drop();
        return true;
    }

    /// <summary>Puts the last fragment back, which was handed to a handler that does not want it yet.</summary>
    /// <param name="payload">Its bytes.</param>
    /// <param name="header">Its header.</param>
    public void Reopen(ReadOnlySpan<byte> payload, in FragmentHeader header) =>
        SessionOf(header.SessionId).Reopen(payload.Length, header.Position - LogPosition.AlignFrame(header.FrameBytes));

    /// <summary>Forgets a session and its buffer: its image is gone.</summary>
    /// <param name="sessionId">The session.</param>
    public void Forget(int sessionId)
    {
        if (_sessions.Remove(sessionId, out SessionAssembly? session) && ReferenceEquals(session, _latest))
        {
            _latest = null;
        }
    }

    private SessionAssembly SessionOf(int sessionId)
    {
        if (_latest is { } latest && latest.SessionId == sessionId)
        {
            return latest;
        }

        if (!_sessions.TryGetValue(sessionId, out SessionAssembly? session))
        {
            session = new SessionAssembly(sessionId);
            _sessions.Add(sessionId, session);
        }

        _latest = session;
        return session;
    }
}
