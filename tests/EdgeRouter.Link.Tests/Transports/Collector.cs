using EdgeRouter.Link.Transports;

namespace EdgeRouter.Link.Tests.Transports;

/// <summary>Keeps what comes.</summary>
internal sealed class Collector : ILinkReceiver
{
    public List<byte[]> Messages { get; } = [];

    public void OnMessage(ReadOnlySpan<byte> message) => Messages.Add(message.ToArray());
}
