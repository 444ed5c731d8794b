using EdgeRouter.Aeron.Client;

namespace EdgeRouter.Link.Transports;

/// <summary>Hands whole messages of a subscription to whoever polls.</summary>
/// <param name="target">Who polls.</param>
internal readonly struct MessageHandler(MessageHandler.Target target) : IFragmentHandler
{
    /// <inheritdoc/>
    public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header) => target.Receiver?.OnMessage(payload);

    /// <summary>Who polls now.</summary>
    internal sealed class Target
    {
        public ILinkReceiver? Receiver { get; set; }
    }
}
