using EdgeRouter.Link.Transports;

namespace EdgeRouter.Link.Tests.Worlds;

/// <summary>One end of the network, as one run of a process sees it.</summary>
internal sealed class WorldTransport(WorldWire outgoing, WorldWire incoming) : ILinkTransport
{
    public bool IsConnected => !outgoing.IsCut && !incoming.IsCut;

    public int MessageBytesMax => 64 << 10;

    public LinkSendStatus TrySend(ReadOnlySpan<byte> message) => outgoing.Send(message);

    public int Poll(ILinkReceiver receiver, int messagesMax) => IsConnected ? incoming.Deliver(receiver, messagesMax) : 0;

    public void Dispose()
    {
        // The network outlives its ends.
    }
}
