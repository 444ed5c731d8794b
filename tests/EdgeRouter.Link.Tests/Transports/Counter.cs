using EdgeRouter.Link.Transports;

namespace EdgeRouter.Link.Tests.Transports;

/// <summary>Counts what comes, without allocation.</summary>
internal sealed class Counter : ILinkReceiver
{
    public long Count { get; private set; }

    public void OnMessage(ReadOnlySpan<byte> message) => Count++;
}
