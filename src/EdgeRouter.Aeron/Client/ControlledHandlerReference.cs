namespace EdgeRouter.Aeron.Client;

/// <summary>A handler that is called through its interface.</summary>
/// <param name="handler">The handler.</param>
internal readonly struct ControlledHandlerReference(IControlledFragmentHandler handler) : IControlledFragmentHandler
{
    /// <inheritdoc/>
    public PollAction OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header) => handler.OnFragment(payload, in header);
}
