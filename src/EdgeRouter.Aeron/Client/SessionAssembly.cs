namespace EdgeRouter.Aeron.Client;

/// <summary>The message that one session is sending.</summary>
/// <param name="sessionId">The session.</param>
internal sealed class SessionAssembly(int sessionId)
{
    private byte[] _bytes = [];
    private int _lengthBytes;

    /// <summary>The session.</summary>
    public int SessionId { get; } = sessionId;

    /// <summary>Whether a message was begun.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Position at which the next fragment must begin.</summary>
    public long NextPosition { get; private set; }

    /// <summary>What there is of the message.</summary>
    public ReadOnlySpan<byte> Message => _bytes.AsSpan(0, _lengthBytes);

    /// <summary>Begins a message.</summary>
    public void Begin()
    {
        IsOpen = true;
        _lengthBytes = 0;
    }

    /// <summary>Ends it; the bytes stay until the next one begins.</summary>
    public void Drop() => IsOpen = false;

    /// <summary>Opens a message that was ended without its last fragment.</summary>
    /// <param name="lastBytes">Bytes of that fragment.</param>
    /// <param name="nextPosition">Where it begins.</param>
    public void Reopen(int lastBytes, long nextPosition)
    {
        IsOpen = true;
        _lengthBytes -= lastBytes;
        NextPosition = nextPosition;
    }

    /// <summary>Appends a fragment.</summary>
    /// <param name="payload">Its bytes.</param>
    /// <param name="nextPosition">Where the next one must begin.</param>
    /// <param name="initialBytes">First size of the buffer.</param>
    /// <param name="bytesMax">Longest message.</param>
    /// <returns>False: the message is too long.</returns>
    public bool TryAppend(ReadOnlySpan<byte> payload, long nextPosition, int initialBytes, int bytesMax)
    {
        int neededBytes = _lengthBytes + payload.Length;
        if (neededBytes > bytesMax)
        {
            return false;
        }

        if (neededBytes > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(bytesMax, Math.Max(Math.Max(neededBytes, initialBytes), 2L * _bytes.Length)));
        }

        payload.CopyTo(_bytes.AsSpan(_lengthBytes));
        _lengthBytes = neededBytes;
        NextPosition = nextPosition;
        return true;
    }
}
