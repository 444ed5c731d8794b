namespace EdgeRouter.Aeron.Client;

/// <summary>A handler that is called through its interface.</summary>
/// <param name="handler">The handler.</param>
internal readonly struct FragmentHandlerReference(IFragmentHandler handler) : IFragmentHandler
{
    /// <inheritdoc/>
    public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header) => handler.OnFragment(payload, in header);
}
