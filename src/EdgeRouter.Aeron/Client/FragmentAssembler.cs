using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Client;

/// <summary>Stands between a poll and a handler of whole messages: puts fragments together, by session, and hands on what is whole as it is. Allocates for new
/// sessions and longer messages alone. A struct that must not be copied while it is in use; one subscription, one thread.</summary>
/// <typeparam name="THandler">A struct.</typeparam>
public struct FragmentAssembler<THandler> : IFragmentHandler
    where THandler : struct, IFragmentHandler
{
    private readonly MessageAssembly _assembly;
    private THandler _handler;

    /// <summary>An assembler.</summary>
    /// <param name="handler">Takes whole messages.</param>
    /// <param name="initialBytes">First size of a session's buffer.</param>
    /// <param name="messageBytesMax">Longer messages are dropped; none is longer than 16 MiB.</param>
    public FragmentAssembler(THandler handler, int initialBytes = 4096, int messageBytesMax = 16 * 1024 * 1024)
    {
        _handler = handler;
        _assembly = new MessageAssembly(initialBytes, messageBytesMax);
    }

    /// <summary>The handler.</summary>
    public THandler Handler
    {
        readonly get => _handler;
        set => _handler = value;
    }

    /// <summary>Messages that were dropped because a fragment was missing or they were too long, and fragments that belonged to none.</summary>
    public readonly long DropCount => _assembly.DropCount;

    /// <summary>Forgets a session, so that its buffer can go: its image is gone.</summary>
    /// <param name="sessionId">The session.</param>
    public readonly void Forget(int sessionId) => _assembly.Forget(sessionId);

    /// <inheritdoc/>
    public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header)
    {
        if ((header.Flags & FrameFlags.Unfragmented) == FrameFlags.Unfragmented)
        {
            _handler.OnFragment(payload, in header);
        }
        else if (_assembly.TryComplete(payload, in header, out ReadOnlySpan<byte> message))
        {
            FragmentHeader whole = header;
            whole.ExtraFlags = FrameFlags.Unfragmented;
            _handler.OnFragment(message, in whole);
        }
    }
}
