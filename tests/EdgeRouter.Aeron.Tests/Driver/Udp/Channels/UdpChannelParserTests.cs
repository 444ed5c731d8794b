using System.Net;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.Driver.Udp.Channels;
using EdgeRouter.Aeron.Driver.Udp.FlowControl;
using EdgeRouter.Aeron.Os.Sockets;

namespace EdgeRouter.Aeron.Tests.Driver.Udp.Channels;

public sealed class UdpChannelParserTests
{
    private readonly UdpChannelParser _parser = new(new SystemNames());

    [Test]
    public void ShouldReadEveryParameter()
    {
        UdpChannel channel = _parser.Parse(
            "aeron:udp?endpoint=127.0.0.1:40123|mtu=8k|term-length=128k|session-id=-5|init-term-id=3|term-id=4|term-offset=64|so-sndbuf=1m|" +
            "so-rcvbuf=2m|rcv-wnd=64k|fc=min,g:/2,t:1s|cc=static|reliable=false|group=true|rejoin=false|linger=3s|eos=false|sparse=true|" +
            "tether=false|tags=12,13|alias=x|nak-delay=5us|ssc=true|max-resend=9|stream-id=77|pub-wnd=32k|ttl=3|gtag=8");

        Assert.That(channel.RemoteData, Is.EqualTo(UdpAddress.Of(IPAddress.Loopback, 40123)));
        Assert.That((channel.MtuBytes, channel.TermLengthBytes, channel.SessionId), Is.EqualTo((8192, 131_072, -5)));
        Assert.That((channel.InitialTermId, channel.TermId, channel.TermOffset), Is.EqualTo((3, 4, 64)));
        Assert.That((channel.SendBufferBytes, channel.ReceiveBufferBytes), Is.EqualTo((1 << 20, 2 << 20)));
        Assert.That((channel.ReceiverWindowBytes, channel.PublicationWindowBytes), Is.EqualTo((65_536, 32_768)));
        Assert.That(channel.FlowControl, Is.EqualTo(new FlowControlSpec(FlowControlKind.Min, -1, 2, 1_000_000_000)));
        Assert.That((channel.IsReliable, channel.IsGroup, channel.Rejoins, channel.IsTethered), Is.EqualTo((false, true, false, false)));
        Assert.That((channel.LingerNs, channel.SignalsEndOfStream, channel.IsSparse), Is.EqualTo((3_000_000_000, false, true)));
        Assert.That((channel.Tag, channel.EntityTag, channel.GroupTag), Is.EqualTo((12, 13, 8)));
        Assert.That((channel.NakDelayNs, channel.SpiesSimulateConnection, channel.MaxResend), Is.EqualTo((5_000, true, 9)));
        Assert.That((channel.StreamId, channel.Ttl), Is.EqualTo((77, 3)));
        Assert.That(channel.HasGroupSemantics, Is.False);
    }

    [TestCase("aeron:udp?endpoint=localhost:40123", "aeron:udp?mtu=8k|endpoint=127.0.0.1:40123")]
    [TestCase("aeron:udp?endpoint=224.20.30.39:4|interface=127.0.0.1", "aeron:udp?endpoint=224.20.30.39:4|interface=localhost/32")]
    [TestCase("aeron:udp?endpoint=[::1]:5", "aeron:udp?endpoint=[0:0::1]:5")]
    public void ShouldGiveOneFormToTwoSpellings(string one, string other) =>
        Assert.That(_parser.Parse(one).CanonicalForm, Is.EqualTo(_parser.Parse(other).CanonicalForm));

    [TestCase("aeron:udp?endpoint=127.0.0.1:40123", "aeron:udp?endpoint=127.0.0.1:40124")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:0", "aeron:udp?endpoint=127.0.0.1:0")]
    [TestCase("aeron:udp?control-mode=manual", "aeron:udp?control-mode=manual")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:4", "aeron:udp?endpoint=127.0.0.1:4|interface=127.0.0.1")]
    public void ShouldTellTwoPlacesApart(string one, string other) =>
        Assert.That(_parser.Parse(one).CanonicalForm, Is.Not.EqualTo(_parser.Parse(other).CanonicalForm));

    [Test]
    public void ShouldFindTheControlGroup()
    {
        UdpChannel channel = _parser.Parse("aeron:udp?endpoint=224.20.30.39:40456|interface=127.0.0.1/24");
        Assert.That(channel.IsMulticast, Is.True);
        Assert.That(channel.RemoteData.ToString(), Is.EqualTo("224.20.30.39:40456"));
        Assert.That(channel.RemoteControl.ToString(), Is.EqualTo("224.20.30.40:40456"));
        Assert.That(channel.Local.ToString(), Is.EqualTo("127.0.0.1:0"));
    }

    [TestCase("aeron:udp?control=127.0.0.1:5|control-mode=dynamic", 1)]
    [TestCase("aeron:udp?control-mode=manual", 2)]
    public void ShouldReadTheControlMode(string text, int mode)
    {
        UdpChannel channel = _parser.Parse(text);
        Assert.That(channel.ControlMode, Is.EqualTo(mode == 1 ? ControlMode.Dynamic : ControlMode.Manual));
        Assert.That(channel.HasGroupSemantics, Is.True);
    }

    [TestCase("aeron:udp", "endpoint")]
    [TestCase("aeron:udp?mtu=1408", "endpoint")]
    [TestCase("aeron:ipc", "not a UDP channel")]
    [TestCase("http://x", "aeron:")]
    [TestCase("aeron:udp?endpoint=127.0.0.1", "host:port")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:99999", "host:port")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:-1", "host:port")]
    [TestCase("aeron:udp?endpoint=:5", "host:port")]
    [TestCase("aeron:udp?endpoint=[::1:5", "host:port")]
    [TestCase("aeron:udp?endpoint=224.20.30.38:5", "not odd")]
    [TestCase("aeron:udp?endpoint=224.20.30.39:0", "port")]
    [TestCase("aeron:udp?control-mode=dynamic|endpoint=127.0.0.1:5", "control=")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:5|control-mode=odd", "control-mode")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:5|mtu=1409", "mtu")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:5|mtu=128k", "mtu")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:5|mtu=many", "mtu")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:5|term-length=100000", "term-length")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:5|term-length=2g", "term-length")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:5|init-term-id=1", "belong together")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:5|init-term-id=5|term-id=4|term-offset=0", "before init-term-id")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:5|session-id=abc", "session-id")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:5|session-id=tag:x", "session-id")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:5|ttl=300", "ttl")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:5|fc=some", "fc=some")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:5|cc=cubic", "cc=cubic")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:5|tags=a", "tags")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:5|tags=1,2,3", "tags")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:5|eos=maybe", "eos")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:5|linger=long", "linger")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:5|interface=127.0.0.1/40", "mask")]
    [TestCase("aeron:udp?endpoint=224.20.30.39:5|interface=203.0.113.7", "no interface")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:5|max-resend=0", "max-resend")]
    public void ShouldSayWhatIsWrong(string text, string word)
    {
        CommandRefusedException refusal = Assert.Throws<CommandRefusedException>(() => _parser.Parse(text))!;
        bool isForm = word is "endpoint" or "aeron:" or "control=" or "tags"; // What cannot be read at all; the rest are values.
        Assert.That(refusal.Code, Is.EqualTo(isForm ? DriverErrorCode.InvalidChannel : DriverErrorCode.Generic));
        Assert.That(refusal.Message, Does.Contain(word));
        Assert.That(refusal.Message, Does.Not.Contain("\n"));
    }

    [Test]
    public void ShouldSayThatANameIsUnknown()
    {
        CommandRefusedException refusal = Assert.Throws<CommandRefusedException>(
            () => new UdpChannelParser(new NoNames()).Parse("aeron:udp?endpoint=nowhere.invalid:5"))!;
        Assert.That(refusal.Code, Is.EqualTo(DriverErrorCode.UnknownHost));
    }

    private sealed class NoNames : INameResolver
    {
        public UdpAddress Resolve(string host, int port) => default;

        public Task<UdpAddress> ResolveAsync(string host, int port) => Task.FromResult(default(UdpAddress));
    }
}
