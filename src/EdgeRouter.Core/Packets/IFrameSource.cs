namespace EdgeRouter.Core.Packets;

/// <summary>The one port through which frames enter: a NIC queue, a capture file, a socket.</summary>
public interface IFrameSource : IDisposable
{
    /// <summary>Fills <paramref name="burst"/> from the front, never blocks.</summary>
    /// <param name="burst">Room for 1 to 64 frames.</param>
    /// <returns>Frames lent; they stay valid until released. 0: none now, or see <see cref="IsExhausted"/>.</returns>
    int Poll(Span<FrameDescriptor> burst);

    /// <summary>Gives lent frames back, all that one <see cref="Poll"/> returned, before the next Poll.</summary>
    /// <param name="burst">The frames.</param>
    void Release(ReadOnlySpan<FrameDescriptor> burst);

    /// <summary>Whether a finite source has handed out its last frame.</summary>
    bool IsExhausted { get; }

    /// <summary>Frames handed out so far.</summary>
    long FrameCount { get; }
}
