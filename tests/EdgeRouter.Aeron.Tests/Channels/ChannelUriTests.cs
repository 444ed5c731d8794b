using EdgeRouter.Aeron.Channels;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.Tests.Channels;

public sealed class ChannelUriTests
{
    private const string Good = "aeron:udp?endpoint=127.0.0.1:40123|term-length=64k|mtu=8192|linger=5s|sparse=true|session-id=-7|alias=a=b";

    [Test]
    public void ShouldReadAChannel()
    {
        ChannelUri uri = ChannelUri.Parse(Good);
        Assert.That((uri.Media, uri.IsIpc, uri.IsSpy, uri.Text, uri.ToString()), Is.EqualTo(("udp", false, false, Good, Good)));
        Assert.That((uri.Get("endpoint"), uri.Get("absent"), uri.Get("alias")), Is.EqualTo(("127.0.0.1:40123", (string?)null, "a=b")));
        Assert.That((uri.GetSize("term-length"), uri.GetInt32("mtu"), uri.GetDurationNs("linger"), uri.GetFlag("sparse"), uri.GetInt32("session-id")), Is.EqualTo((65_536L, 8192, 5_000_000_000L, true, -7)));
        Assert.That((uri.GetSize("x"), uri.GetInt32("x"), uri.GetInt64("x"), uri.GetDurationNs("x"), uri.GetFlag("x")), Is.EqualTo(((long?)null, (int?)null, (long?)null, (long?)null, (bool?)null)));
    }

    [TestCase("aeron:ipc", true, false)]
    [TestCase("aeron:ipc?", true, false)]
    [TestCase("aeron:ipc?alias=", true, false)]
    [TestCase("aeron-spy:aeron:ipc", true, true)]
    [TestCase("aeron-spy:aeron:udp?endpoint=[::1]:5", false, true)]
    public void ShouldKnowMediaAndSpies(string text, bool isIpc, bool isSpy)
    {
        ChannelUri uri = ChannelUri.Parse(text);
        Assert.That((uri.IsIpc, uri.IsSpy), Is.EqualTo((isIpc, isSpy)));
    }

    [Test]
    public void ShouldTakeTheLastOfTwoValues() => Assert.That(ChannelUri.Parse("aeron:ipc?mtu=1|mtu=2").GetInt32("mtu"), Is.EqualTo(2));

    [TestCase("")]
    [TestCase("aeron")]
    [TestCase("aeron:")]
    [TestCase("aeron:tcp?endpoint=x:1")]
    [TestCase("aeron:ipc2")]
    [TestCase("AERON:ipc")]
    [TestCase(" aeron:ipc")]
    [TestCase("aeron-spy:aeron-spy:aeron:ipc")]
    [TestCase("aeron:udp?endpoint")]
    [TestCase("aeron:udp?=x")]
    [TestCase("aeron:udp?a=1|")]
    [TestCase("aeron:udp?a=1||b=2")]
    [TestCase("aeron:udp??")]
    public void ShouldRefuseNonsense(string text) => Assert.That(() => ChannelUri.Parse(text), Fails());

    [Test]
    public void ShouldRefuseWhatIsFarTooLong()
    {
        EdgeRouterException fault = Assert.Throws<EdgeRouterException>(() => ChannelUri.Parse("aeron:ipc?alias=" + new string('x', 4096)))!;
        Assert.That(fault.Id, Is.EqualTo("ER2205"));
        Assert.That(fault.Message, Has.Length.LessThan(400), "one line that can be read");
    }

    [TestCase("4096", 4096L)]
    [TestCase("64k", 65_536L)]
    [TestCase("1M", 1_048_576L)]
    [TestCase("2g", 2_147_483_648L)]
    [TestCase("8589934591g", 9_223_372_035_781_033_984L)]
    [TestCase("0", 0L)]
    public void ShouldReadSizes(string text, long expected)
    {
        Assert.That(SizeText.TryParse(text, out long bytes), Is.True);
        Assert.That(bytes, Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("k")]
    [TestCase("-1")]
    [TestCase("1kk")]
    [TestCase("1 k")]
    [TestCase("1.5m")]
    [TestCase("0x10")]
    [TestCase("8589934592g")]
    [TestCase("9223372036854775808")]
    [TestCase("1t")]
    public void ShouldRefuseWhatIsNoSize(string text)
    {
        Assert.That(SizeText.TryParse(text, out _), Is.False);
        Assert.That(() => ChannelUri.Parse($"aeron:ipc?term-length={text}").GetSize("term-length"), Fails());
    }

    [TestCase("1000", 1_000L)]
    [TestCase("7ns", 7L)]
    [TestCase("7us", 7_000L)]
    [TestCase("200MS", 200_000_000L)]
    [TestCase("9223372036s", 9_223_372_036_000_000_000L)]
    public void ShouldReadDurations(string text, long expected)
    {
        Assert.That(DurationText.TryParse(text, out long ns), Is.True);
        Assert.That(ns, Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("s")]
    [TestCase("-1s")]
    [TestCase("1m")]
    [TestCase("1.5s")]
    [TestCase("1 s")]
    [TestCase("9223372037s")]
    [TestCase("99999999999999999999")]
    public void ShouldRefuseWhatIsNoDuration(string text)
    {
        Assert.That(DurationText.TryParse(text, out _), Is.False);
        Assert.That(() => ChannelUri.Parse($"aeron:ipc?linger={text}").GetDurationNs("linger"), Fails());
    }

    [TestCase("True")]
    [TestCase("1")]
    [TestCase("")]
    public void ShouldRefuseWhatIsNoSwitch(string text) => Assert.That(() => ChannelUri.Parse($"aeron:ipc?sparse={text}").GetFlag("sparse"), Fails());

    [TestCase("2147483648")]
    [TestCase("x")]
    [TestCase("")]
    [TestCase("1e3")]
    public void ShouldRefuseWhatIsNoNumber(string text) => Assert.That(() => ChannelUri.Parse($"aeron:ipc?mtu={text}").GetInt32("mtu"), Fails());

    [Test]
    public void ShouldRefuseOrReadAnyText()
    {
        const ulong Seed = 0x0121;
        var random = new DeterministicRandom(Seed);
        const string Alphabet = "aeron:udpic?=|-spy0129k ms.\0é[";
        int read = 0;
        for (int round = 0; round < 10_000; round++)
        {
            char[] text = Good.ToCharArray(0, random.NextInt32(Good.Length + 1));
            for (int i = random.NextInt32(3); i > 0 && text.Length > 0; i--)
            {
                text[random.NextInt32(text.Length)] = Alphabet[random.NextInt32(Alphabet.Length)];
            }

            read += TryRead(new string(text), $"seed {Seed}, round {round}") ? 1 : 0;
        }

        Assert.That(read, Is.InRange(1_000, 9_800));
    }

    private static NUnit.Framework.Constraints.Constraint Fails() => Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2205");

    private static bool TryRead(string text, string where)
    {
        try
        {
            ChannelUri uri = ChannelUri.Parse(text);
            Assert.That(uri.Parameters.Keys, Has.None.Empty, where);
            return true;
        }
        catch (EdgeRouterException e)
        {
            Assert.That(e.Id, Is.EqualTo("ER2205"), where);
            Assert.That(e.Message, Does.Not.Contain('\n'), where);
            return false;
        }
    }
}
