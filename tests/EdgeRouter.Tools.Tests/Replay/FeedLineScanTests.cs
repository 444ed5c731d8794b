using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;
using EdgeRouter.Tools.Replay;
using EdgeRouter.Tools.Tests.Support;

namespace EdgeRouter.Tools.Tests.Replay;

[TestFixture]
public sealed class FeedLineScanTests
{
    private readonly TestCapture _captures = new();

    [OneTimeTearDown]
    public void Delete() => _captures.Dispose();

    [Test]
    public void ShouldPairCmesLinesByPort()
    {
        string path = _captures.Write("cme.pcap", (2, 15_320, [1]), (1, 14_320, [1]), (3, 14_310, [1]), (4, 15_399, [1]), (5, 20_000, [1]));
        Assert.That(FeedLineScan.FindCme(path), Is.EqualTo(new[]
        {
            new FeedLines(new FeedEndpoint(3, 14_310), default),
            new FeedLines(new FeedEndpoint(1, 14_320), new FeedEndpoint(2, 15_320)),
            new FeedLines(default, new FeedEndpoint(4, 15_399)),
        }));
    }

    [Test]
    public void ShouldNameAFeedByItsFirstLine() => Assert.That(
        (new FeedLines(new FeedEndpoint(0x0102_0304, 5), new FeedEndpoint(6, 7)).Name, new FeedLines(default, new FeedEndpoint(0x0102_0304, 5)).Name),
        Is.EqualTo(("1.2.3.4:5", "1.2.3.4:5")));

    [Test]
    public void ShouldTakeEachDestinationOnce()
    {
        string path = _captures.Write("single.pcap", (9, 300, [1]), (9, 100, [1]), (9, 300, [1]), (8, 300, [1]));
        Assert.That(FeedLineScan.FindSingleLines(path).Select(lines => (lines.LineA.Address, lines.LineA.Port)), Is.EqualTo(new[] { (9u, (ushort)100), (8u, (ushort)300), (9u, (ushort)300) }));
    }

    [Test]
    public void ShouldSayWhenThereIsNothing()
    {
        string path = _captures.Write("none.pcap");
        Assert.Multiple(() =>
        {
            Assert.That(Assert.Throws<EdgeRouterException>(() => FeedLineScan.FindCme(path))!.Id, Is.EqualTo("ER2050"));
            Assert.That(Assert.Throws<EdgeRouterException>(() => FeedLineScan.FindSingleLines(path))!.Id, Is.EqualTo("ER2051"));
        });
    }
}
