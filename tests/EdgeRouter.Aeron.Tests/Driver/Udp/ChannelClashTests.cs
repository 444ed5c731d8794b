using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.Tests.Driver.Udp.Simulated;

namespace EdgeRouter.Aeron.Tests.Driver.Udp;

/// <summary>Parameters that contradict what is there are told, not passed over.</summary>
public sealed class ChannelClashTests
{
    private const string Channel = "aeron:udp?endpoint=127.0.0.1:40123";

    [TestCase("aeron:udp?endpoint=127.0.0.1:40123|tags=7", "aeron:udp?endpoint=127.0.0.1:40124|tags=7", "tag 7")]
    [TestCase("aeron:udp?control-mode=manual|tags=7", "aeron:udp?endpoint=127.0.0.1:40124|tags=7", "tag 7")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:40123|so-sndbuf=100k", "aeron:udp?endpoint=127.0.0.1:40123|so-sndbuf=200k", "so-sndbuf")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:40123", "aeron:udp?endpoint=127.0.0.1:40123|so-rcvbuf=1m", "so-rcvbuf")]
    public void ShouldRefuseAPublication(string first, string second, string word)
    {
        using TwoNodes nodes = new();
        _ = nodes.Sender.Publish(first);
        Refuse(() => nodes.Sender.Publish(second), word);
        _ = nodes.Sender.Publish(first);
    }

    [TestCase("aeron:udp?endpoint=127.0.0.1:40123|tags=7", "aeron:udp?endpoint=127.0.0.1:40124|tags=7", "tag 7")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:40123|so-rcvbuf=200k", "aeron:udp?endpoint=127.0.0.1:40123|so-rcvbuf=300k", "so-rcvbuf")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:40123|rcv-wnd=64k", "aeron:udp?endpoint=127.0.0.1:40123|rcv-wnd=32k", "rcv-wnd")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:40123", "aeron:udp?endpoint=127.0.0.1:40123|reliable=false", "reliable")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:40123", "aeron:udp?endpoint=127.0.0.1:40123|rejoin=false", "rejoin")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:40123|gtag=3", "aeron:udp?endpoint=127.0.0.1:40123|gtag=4", "gtag")]
    public void ShouldRefuseASubscription(string first, string second, string word)
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Subscribe(first);
        Refuse(() => nodes.Receiver.Subscribe(second), word);
        nodes.Receiver.Subscribe(first);
    }

    [TestCase("mtu=2k")]
    [TestCase("rcv-wnd=32k")]
    [TestCase("so-rcvbuf=1m")]
    [TestCase("so-sndbuf=1m")]
    [TestCase("response-correlation-id=5")]
    public void ShouldRefuseADestinationWithWhatBelongsToTheWhole(string parameter)
    {
        using TwoNodes nodes = new();
        TestPublication publication = nodes.Sender.Publish("aeron:udp?control-mode=manual");
        Refuse(() => nodes.Sender.Network.AddDestination(publication.Id, 1, $"{Channel}|{parameter}"), parameter.Split('=')[0], DriverErrorCode.InvalidChannel);
        long subscription = nodes.Receiver.Subscribe("aeron:udp?control-mode=manual");
        Refuse(() => nodes.Receiver.Network.AddReceiveDestination(subscription, $"{Channel}|{parameter}"), parameter.Split('=')[0], DriverErrorCode.InvalidChannel);
    }

    [TestCase("aeron:udp?endpoint=127.0.0.1:0", "port")]
    [TestCase("aeron:udp?control=127.0.0.1:40200", "control-mode")]
    public void ShouldRefuseAPublicationThatCannotSend(string channel, string word)
    {
        using TwoNodes nodes = new();
        Refuse(() => nodes.Sender.Publish(channel), word);
        Assert.That(nodes.Network.OpenCount, Is.Zero);
    }

    [Test]
    public void ShouldRefuseASecondPublisherAtAnotherPosition()
    {
        using TwoNodes nodes = new();
        _ = nodes.Sender.Publish(Channel + "|init-term-id=3|term-id=4|term-offset=64", isExclusive: false);
        _ = nodes.Sender.Publish(Channel + "|init-term-id=3|term-id=4|term-offset=64", isExclusive: false);
        Refuse(() => nodes.Sender.Publish(Channel + "|init-term-id=3|term-id=4|term-offset=96", isExclusive: false), "term-offset");
        Refuse(() => nodes.Sender.Publish(Channel + "|init-term-id=3|term-id=5|term-offset=64", isExclusive: false), "term-id");
    }

    [Test]
    public void ShouldTakeTheSessionAndTheTermsOfATag()
    {
        using TwoNodes nodes = new();
        TestPublication named = nodes.Sender.Publish(Channel + "|tags=1,2|term-length=128k|mtu=4k|session-id=77");
        TestPublication other = nodes.Sender.Publish("aeron:udp?endpoint=127.0.0.1:40124|session-id=tag:2");
        Assert.That(other.Reply.SessionId, Is.EqualTo(77));
        Assert.That((other.Log.TermBytes, other.Log.MtuBytes), Is.EqualTo((named.Log.TermBytes, named.Log.MtuBytes)));
        Assert.That(nodes.Sender.Network.FindTagged(2), Is.EqualTo(new TaggedPublication(77, 128 * 1024, 4_096)));
        Assert.That(nodes.Sender.Network.FindTagged(1), Is.Null);
        Refuse(() => nodes.Sender.Publish("aeron:udp?endpoint=127.0.0.1:40124|session-id=tag:9"), "tag");
        Assert.That(nodes.Sender.Network.RemovePublication(named.Id, isRevoked: false), Is.True);
    }

    private static void Refuse(Action command, string word, DriverErrorCode code = DriverErrorCode.Generic)
    {
        CommandRefusedException refusal = Assert.Throws<CommandRefusedException>(() => command())!;
        Assert.That(refusal.Message, Does.Contain(word));
        Assert.That(refusal.Code, Is.EqualTo(code));
    }
}
