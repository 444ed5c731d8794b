using EdgeRouter.Aeron.Client;

namespace EdgeRouter.Link.Transports;

/// <summary>Hands whole messages of a subscription to whoever polls: copies, because a process that is stopped while it reads a message in place may find it
/// written over when it goes on. Such a message is dropped; it is missed by its number and sent again.</summary>
/// <param name="target">Who polls.</param>
internal readonly struct MessageHandler(MessageHandler.Target target) : IFragmentHandler
{
    /// <inheritdoc/>
    public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header)
    {
        ReadOnlySpan<byte> message = target.Copy(payload);
        if (header.IsIntact)
        {
            target.Receiver?.OnMessage(message);
        }
    }

    /// <summary>Who polls now.</summary>
    internal sealed class Target
    {
        private byte[] _copy = new byte[4096];

        public ILinkReceiver? Receiver { get; set; }

        public ReadOnlySpan<byte> Copy(ReadOnlySpan<byte> payload)
        {
            if (payload.Length > _copy.Length)
            {
                _copy = new byte[2 * payload.Length]; // Once for the longest kind of message.
            }

            payload.CopyTo(_copy);
            return _copy.AsSpan(0, payload.Length);
        }
    }
}
