using EdgeRouter.Core.Packets;

namespace EdgeRouter.Core.Tests.Packets;

[TestFixture]
public sealed class FeedEndpointTests
{
    [Test]
    public void ShouldParseAndPrint()
    {
        Assert.That(FeedEndpoint.TryParse("224.0.31.11:14320", out FeedEndpoint endpoint));
        Assert.That(endpoint.Address, Is.EqualTo(0xE0001F0Bu));
        Assert.That(endpoint.Port, Is.EqualTo(14320));
        Assert.That(endpoint.ToString(), Is.EqualTo("224.0.31.11:14320"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("224.0.31.11")]
    [TestCase("224.0.31.11:0")]
    [TestCase("224.0.31.11:65536")]
    [TestCase("224.0.31:14320")]
    [TestCase("224.0.31.256:14320")]
    [TestCase("224.0.31.11.1:14320")]
    [TestCase("a.b.c.d:14320")]
    [TestCase("224.0.31.11:14320:1")]
    public void ShouldRefuseWhatIsNoEndpoint(string? text) => Assert.That(FeedEndpoint.TryParse(text, out _), Is.False);
}
