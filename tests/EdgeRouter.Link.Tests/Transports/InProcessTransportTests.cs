using EdgeRouter.Link.Transports;

namespace EdgeRouter.Link.Tests.Transports;

/// <summary>Two rings in one process.</summary>
public sealed class InProcessTransportTests : LinkTransportTests
{
    [Test]
    public void ShouldCarryMessagesBetweenTwoThreads()
    {
        (InProcessTransport one, InProcessTransport other) = InProcessTransport.CreatePair(4096);
        const int count = 200_000;
        var received = new Collector();
        var reader = new Thread(() =>
        {
            while (received.Messages.Count < count)
            {
                if (other.Poll(received, 16) == 0)
                {
                    Thread.Yield();
                }
            }
        });
        reader.Start();
        byte[] message = new byte[40];
        for (int i = 0; i < count; i++)
        {
            BitConverter.TryWriteBytes(message, i);
            while (one.TrySend(message.AsSpan(0, 4 + (i % 37))) != LinkSendStatus.Sent)
            {
                Thread.Yield();
            }
        }

        Assert.That(reader.Join(TimeSpan.FromSeconds(20)), Is.True);
        Assert.That(received.Messages.Select((m, i) => BitConverter.ToInt32(m) == i && m.Length == 4 + (i % 37)).All(isRight => isRight), Is.True);
    }

    protected override (ILinkTransport One, ILinkTransport Other) CreatePair() => InProcessTransport.CreatePair();

    protected override bool Eventually(Func<bool> isTrue)
    {
        for (int i = 0; i < 100_000; i++)
        {
            if (isTrue())
            {
                return true;
            }
        }

        return false;
    }
}
