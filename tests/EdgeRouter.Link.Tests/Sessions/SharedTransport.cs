using EdgeRouter.Link.Transports;

namespace EdgeRouter.Link.Tests.Sessions;

/// <summary>Streams that several processes listen and send to by mistake: all hear this end, and this end hears all.</summary>
internal sealed class SharedTransport : ILinkTransport
{
    private readonly InProcessTransport[] _here;

    public SharedTransport(int count)
    {
        (InProcessTransport One, InProcessTransport Other)[] pairs = [.. Enumerable.Range(0, count).Select(_ => InProcessTransport.CreatePair())];
        _here = [.. pairs.Select(p => p.One)];
        Ends = [.. pairs.Select(p => p.Other)];
    }

    public InProcessTransport[] Ends { get; }

    public bool IsConnected => _here.Any(t => t.IsConnected);

    public int MessageBytesMax => _here[0].MessageBytesMax;

    public LinkSendStatus TrySend(ReadOnlySpan<byte> message)
    {
        foreach (InProcessTransport transport in _here)
        {
            Assert.That(transport.TrySend(message), Is.EqualTo(LinkSendStatus.Sent));
        }

        return LinkSendStatus.Sent;
    }

    public int Poll(ILinkReceiver receiver, int messagesMax) => _here.Sum(t => t.Poll(receiver, messagesMax));

    public void Dispose() => Array.ForEach(_here, t => t.Dispose());
}
