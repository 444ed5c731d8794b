using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EdgeRouter.Aeron.Os.Sockets;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Tests.Os.Sockets;

public sealed unsafe class UdpSocketTests
{
    private static readonly UdpAddress Loopback = UdpAddress.Of(IPAddress.Loopback, 0);

    [Test]
    public void ShouldLayStructsOutAsTheSystemDoes()
    {
        // struct mmsghdr of a 64-bit Linux: msghdr of 56 bytes, the length behind it, 64 in all; iovec 16; pollfd 8.
        Assert.That(Unsafe.SizeOf<MessageHeader>(), Is.EqualTo(64));
        Assert.That(Marshal.OffsetOf<MessageHeader>(nameof(MessageHeader.SizeBytes)), Is.EqualTo((nint)56));
        Assert.That(Unsafe.SizeOf<IoVector>(), Is.EqualTo(16));
        Assert.That(Unsafe.SizeOf<PollEntry>(), Is.EqualTo(8));
    }

    [TestCase("127.0.0.1", 40123)]
    [TestCase("224.20.30.39", 1)]
    [TestCase("::1", 65535)]
    [TestCase("ff02::1", 0)]
    public void ShouldKeepAnAddressThroughItsNativeForm(string text, int port)
    {
        IPAddress address = IPAddress.Parse(text);
        byte* native = stackalloc byte[UdpAddress.MaxNativeBytes];
        UdpAddress value = UdpAddress.Of(address, port);

        Assert.That(value.WriteNative(native), Is.EqualTo(text.Contains(':') ? 28 : 16));
        Assert.That(UdpAddress.FromNative(native), Is.EqualTo(value));
        Assert.That(value.ToIPAddress(), Is.EqualTo(address));
        Assert.That(value.Port, Is.EqualTo(port));
        Assert.That((native[2] << 8) | native[3], Is.EqualTo(port), "ports are big-endian");
        Assert.That(value.IsMulticast, Is.EqualTo(text[0] is 'f' or '2'));
    }

    [Test]
    public void ShouldNameTheControlGroupOfADataGroup()
    {
        Assert.That(UdpAddress.Of(IPAddress.Parse("224.20.30.39"), 5).NextInGroup().ToString(), Is.EqualTo("224.20.30.40:5"));
        Assert.That(UdpAddress.Of(IPAddress.Parse("ff02::1"), 5).NextInGroup().ToString(), Is.EqualTo("[ff02::2]:5"));
    }

    [TestCase("127.0.0.1")]
    [TestCase("::1")]
    public void ShouldMoveABatch(string host)
    {
        UdpAddress any = UdpAddress.Of(IPAddress.Parse(host), 0);
        using UdpSocket receiver = new(new PortSpec { Bind = any });
        using UdpSocket sender = new(new PortSpec { Bind = any, Connect = receiver.LocalAddress });
        using SendBatch batch = new();
        using ReceiveBatch received = new();
        byte* data = stackalloc byte[16];
        for (int i = 0; i < 16; i++)
        {
            data[i] = (byte)i;
            batch.Add(data + i, 1);
        }

        batch.SetDestination(default);
        Assert.That(receiver.Receive(received), Is.Zero);
        Assert.That(sender.Send(batch), Is.EqualTo(16));
        Assert.That(receiver.Receive(received), Is.EqualTo(16));
        for (int i = 0; i < 16; i++)
        {
            Assert.That(received.SizeBytes(i), Is.EqualTo(1));
            Assert.That(*received.Data(i), Is.EqualTo(i));
            Assert.That(received.Source(i), Is.EqualTo(sender.LocalAddress));
        }

        Assert.That(receiver.Receive(received), Is.Zero);
    }

    [Test]
    public void ShouldReceiveTheLongestDatagramWhole()
    {
        using UdpSocket receiver = new(new PortSpec { Bind = Loopback, ReceiveBufferBytes = 1 << 20 });
        using UdpSocket sender = new(new PortSpec { Bind = Loopback });
        using SendBatch batch = new();
        using ReceiveBatch received = new();
        byte[] longest = new byte[65_507];
        longest[^1] = 7;
        fixed (byte* data = longest)
        {
            batch.Add(data, longest.Length);
            batch.SetDestination(receiver.LocalAddress);
            Assert.That(sender.Send(batch), Is.EqualTo(1));
        }

        Assert.That(receiver.Receive(received), Is.EqualTo(1));
        Assert.That(received.SizeBytes(0), Is.EqualTo(65_507));
        Assert.That(received.IsTruncated(0), Is.False);
        Assert.That(received.Data(0)[65_506], Is.EqualTo(7));
    }

    [Test]
    public void ShouldGoOnSendingWhereNobodyListens()
    {
        UdpAddress gone;
        using (UdpSocket closed = new(new PortSpec { Bind = Loopback }))
        {
            gone = closed.LocalAddress;
        }

        using UdpSocket sender = new(new PortSpec { Bind = Loopback, Connect = gone });
        using SendBatch batch = new();
        byte data = 1;
        batch.Add(&data, 1);
        batch.SetDestination(default);
        for (int i = 0; i < 10; i++)
        {
            Assert.That(sender.Send(batch), Is.EqualTo(1), "the refusal of the datagram before says nothing of this one");
        }
    }

    [Test]
    public void ShouldTellAShortSend()
    {
        using UdpSocket sender = new(new PortSpec { Bind = Loopback });
        using SendBatch batch = new();
        byte[] tooLong = new byte[65_508];
        fixed (byte* data = tooLong)
        {
            batch.Add(data, 10);
            batch.Add(data, tooLong.Length);
            batch.SetDestination(Loopback.WithPort(9));
            Assert.That(sender.Send(batch), Is.EqualTo(1), "the second is longer than UDP allows");
        }
    }

    [Test]
    public void ShouldMoveToAnotherPeer()
    {
        using UdpSocket first = new(new PortSpec { Bind = Loopback });
        using UdpSocket second = new(new PortSpec { Bind = Loopback });
        using UdpSocket sender = new(new PortSpec { Bind = Loopback, Connect = first.LocalAddress });
        using SendBatch batch = new();
        using ReceiveBatch received = new();
        byte data = 1;
        batch.Add(&data, 1);
        batch.SetDestination(default);

        Assert.That(sender.Reconnect(second.LocalAddress), Is.True);
        Assert.That(sender.Send(batch), Is.EqualTo(1));
        Assert.That(first.Receive(received), Is.Zero);
        Assert.That(second.Receive(received), Is.EqualTo(1));
    }

    [Test]
    public void ShouldGiveEveryMemberOfAGroupItsCopy()
    {
        UdpAddress group = UdpAddress.Of(IPAddress.Parse("224.20.30.41"), 27_499);
        PortSpec spec = new() { Bind = group, Interface = Loopback };
        using UdpSocket one = new(spec);
        using UdpSocket two = new(spec);
        using UdpSocket sender = new(new PortSpec { Bind = group.NextInGroup(), Interface = Loopback });
        using SendBatch batch = new();
        using ReceiveBatch received = new();
        byte data = 9;
        batch.Add(&data, 1);
        batch.SetDestination(group);

        Assert.That(sender.Send(batch), Is.EqualTo(1));
        Assert.That(one.Receive(received), Is.EqualTo(1));
        Assert.That(two.Receive(received), Is.EqualTo(1));
        Assert.That(sender.Receive(received), Is.Zero);
    }

    [Test]
    public void ShouldNameAnAddressThatCannotBeBound()
    {
        using UdpSocket taken = new(new PortSpec { Bind = Loopback });

        EdgeRouterException fault = Assert.Throws<EdgeRouterException>(() => new UdpSocket(new PortSpec { Bind = taken.LocalAddress }).Dispose())!;
        Assert.That(fault.Id, Is.EqualTo("ER2250"));
        Assert.That(fault.Message, Does.Contain(taken.LocalAddress.ToString()));
    }

    [Test]
    public void ShouldNotAllocateWhenSendingAndReceiving()
    {
        using UdpSocket receiver = new(new PortSpec { Bind = Loopback });
        using UdpSocket sender = new(new PortSpec { Bind = Loopback, Connect = receiver.LocalAddress });
        using SendBatch batch = new();
        using ReceiveBatch received = new();
        byte* data = stackalloc byte[1];
        long Round(int count)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < count; i++)
            {
                batch.Clear();
                batch.Add(data, 1);
                batch.SetDestination(receiver.LocalAddress);
                _ = sender.Send(batch);
                _ = receiver.Receive(received);
                _ = received.Source(0);
                _ = receiver.Receive(received);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        _ = Round(200);
        Assert.That(Round(200), Is.Zero);
    }

    [Test]
    public void ShouldSayWhichOfManySocketsAreReady()
    {
        using PortPoller poller = new();
        UdpSocket[] sockets = [.. Enumerable.Range(0, 9).Select(_ => new UdpSocket(new PortSpec { Bind = Loopback }))];
        using SendBatch batch = new();
        foreach (UdpSocket socket in sockets)
        {
            poller.Add(socket.Descriptor);
        }

        Assert.That(poller.Poll(), Is.False);
        byte data = 1;
        batch.Add(&data, 1);
        batch.SetDestination(sockets[6].LocalAddress);
        _ = sockets[0].Send(batch);
        Assert.That(poller.Poll(), Is.True);
        Assert.That(Enumerable.Range(0, 9).Where(poller.IsReady), Is.EqualTo([6]));
        Array.ForEach(sockets, static s => s.Dispose());
    }
}
