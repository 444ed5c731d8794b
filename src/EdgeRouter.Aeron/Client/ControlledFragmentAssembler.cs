using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Client;

/// <summary>As <see cref="FragmentAssembler{THandler}"/>, for controlled polls. Aborting a message, or throwing at it, brings its last
/// fragment again, and the message with it.</summary>
/// <typeparam name="THandler">A struct.</typeparam>
public struct ControlledFragmentAssembler<THandler> : IControlledFragmentHandler
    where THandler : struct, IControlledFragmentHandler
{
    private readonly MessageAssembly _assembly;
    private THandler _handler;

    /// <summary>An assembler.</summary>
    /// <param name="handler">Takes whole messages.</param>
    /// <param name="initialBytes">First size of a session's buffer.</param>
    /// <param name="messageBytesMax">Longer messages are dropped; none is longer than 16 MiB.</param>
    public ControlledFragmentAssembler(THandler handler, int initialBytes = 4096, int messageBytesMax = 16 * 1024 * 1024)
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
    public PollAction OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header)
    {
        if ((header.Flags & FrameFlags.Unfragmented) == FrameFlags.Unfragmented)
        {
            return _handler.OnFragment(payload, in header);
        }

        if (!_assembly.TryComplete(payload, in header, out ReadOnlySpan<byte> message))
        {
            return PollAction.Continue;
        }

        FragmentHeader whole = header;
        whole.ExtraFlags = FrameFlags.Unfragmented;
        PollAction action = PollAction.Abort;
        try
        {
            action = _handler.OnFragment(message, in whole);
        }
        finally
        {
            // Also when it threw: then the last fragment comes again too.
            if (action == PollAction.Abort)
            {
                _assembly.Reopen(payload, in header);
            }
        }

        return action;
    }
}
