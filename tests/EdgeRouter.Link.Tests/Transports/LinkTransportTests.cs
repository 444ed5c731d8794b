using EdgeRouter.Link.Transports;

namespace EdgeRouter.Link.Tests.Transports;

/// <summary>What every transport does: one suite for all.</summary>
public abstract class LinkTransportTests
{
    private ILinkTransport _one = null!;
    private ILinkTransport _other = null!;

    [SetUp]
    public void Connect() => (_one, _other) = CreatePair();

    [TearDown]
    public void Close()
    {
        _one.Dispose();
        _other.Dispose();
        CleanUp();
    }

    [Test]
    public void ShouldBringMessagesInOrderBothWays()
    {
        var there = new Collector();
        var back = new Collector();
        for (int i = 0; i < 200; i++)
        {
            Send(_one, Message(i, 1 + (i * 37 % 900)), () => _other.Poll(there, 8));
            Send(_other, Message(-i, 1 + (i * 53 % 900)), () => _one.Poll(back, 8));
        }

        Drain(_other, there, 200);
        Drain(_one, back, 200);
        Assert.That(there.Messages, Is.EqualTo(Enumerable.Range(0, 200).Select(i => Message(i, 1 + (i * 37 % 900)))));
        Assert.That(back.Messages, Is.EqualTo(Enumerable.Range(0, 200).Select(i => Message(-i, 1 + (i * 53 % 900)))));
    }

    [Test]
    public void ShouldBringTheLongestMessageWhole()
    {
        Assert.That(_one.MessageBytesMax, Is.GreaterThanOrEqualTo(64 << 10), "a decision must fit");
        byte[] longest = Message(7, _one.MessageBytesMax);
        var there = new Collector();
        Send(_one, longest, () => _other.Poll(there, 8));
        Drain(_other, there, 1);
        Assert.That(there.Messages.Single(), Is.EqualTo(longest));
        Assert.That(_one.TrySend(new byte[_one.MessageBytesMax + 1]), Is.EqualTo(LinkSendStatus.TooLarge));
    }

    [Test]
    public void ShouldSayThatThereIsNoRoomAndLoseNothing()
    {
        var there = new Collector();
        int sent = 0;
        while (sent < 1_000_000 && _one.TrySend(Message(sent, 1000)) == LinkSendStatus.Sent)
        {
            sent++;
        }

        Assert.That(sent, Is.LessThan(1_000_000), "every queue has a bound");
        Assert.That(_one.TrySend(Message(sent, 1000)), Is.EqualTo(LinkSendStatus.BackPressured));
        Drain(_other, there, sent);
        Send(_one, Message(sent, 1000), () => _other.Poll(there, 8));
        Drain(_other, there, sent + 1);
        Assert.That(there.Messages.Select(m => BitConverter.ToInt32(m)), Is.EqualTo(Enumerable.Range(0, sent + 1)));
    }

    [Test]
    public void ShouldNoticeThatTheOtherEndIsGone()
    {
        Assert.That((_one.IsConnected, _other.IsConnected), Is.EqualTo((true, true)));
        _other.Dispose();
        Assert.That(Eventually(() => !_one.IsConnected), Is.True);
        Assert.That(Eventually(() => _one.TrySend([1, 2, 3]) == LinkSendStatus.NotConnected), Is.True);
        Assert.That(_other.TrySend([1]), Is.EqualTo(LinkSendStatus.Closed));
        Assert.That(_other.Poll(new Collector(), 8), Is.Zero);
    }

    [Test]
    public void ShouldHandOnNoMoreThanAskedFor()
    {
        for (int i = 0; i < 20; i++)
        {
            Send(_one, Message(i, 10), () => { });
        }

        var there = new Collector();
        Assert.That(Eventually(() => _other.Poll(there, 3) > 0 && there.Messages.Count <= 3), Is.True);
    }

    [Test]
    public void ShouldAllocateNothing()
    {
        byte[] message = Message(1, 300);
        var counter = new Counter();
        Exchange(message, counter, 2_000, wanted: 2_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exchange(message, counter, 2_000, wanted: 4_000);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(counter.Count, Is.EqualTo(4_000));
    }

    protected abstract (ILinkTransport One, ILinkTransport Other) CreatePair();

    protected virtual void CleanUp()
    {
    }

    protected abstract bool Eventually(Func<bool> isTrue);

    private static byte[] Message(int number, int bytes)
    {
        byte[] message = new byte[Math.Max(bytes, 4)];
        for (int i = 4; i < message.Length; i++)
        {
            message[i] = (byte)((number * 31) + i);
        }

        BitConverter.TryWriteBytes(message, number);
        return message;
    }

    private void Exchange(byte[] message, Counter counter, int count, long wanted)
    {
        for (int i = 0; i < count; i++)
        {
            while (_one.TrySend(message) != LinkSendStatus.Sent)
            {
                _other.Poll(counter, 8);
            }

            _other.Poll(counter, 8);
        }

        for (int spins = 0; counter.Count < wanted && spins < 1_000_000; spins++)
        {
            _other.Poll(counter, 8);
            Thread.Yield();
        }
    }

    private void Send(ILinkTransport from, byte[] message, Action poll) => Assert.That(
        Eventually(() =>
        {
            poll();
            return from.TrySend(message) == LinkSendStatus.Sent;
        }),
        Is.True);

    private void Drain(ILinkTransport to, Collector collector, int count) => Assert.That(
        Eventually(() =>
        {
            to.Poll(collector, 8);
            return collector.Messages.Count >= count;
        }),
        Is.True);
}
