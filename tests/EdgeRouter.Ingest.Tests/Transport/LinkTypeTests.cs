using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;
using EdgeRouter.Ingest.Tests.Support;
using EdgeRouter.Ingest.Transport;

namespace EdgeRouter.Ingest.Tests.Transport;

[TestFixture]
public sealed class LinkTypeTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase(113u)]
    [TestCase(276u)]
    [TestCase(101u)]
    [TestCase(0u)]
    public void ShouldReadOtherLinksOnlyWhereAsked(uint link)
    {
        string path = _folder.Write($"link{link}.pcap", new CaptureBytes(false).PcapHeader(0xA1B2_3C4D, link).PcapRecord(1, 2, [1, 2, 3]).ToArray());
        using CaptureFile file = CaptureFile.Open(path, CaptureLinks.Ip);
        Assert.That(file.TryRead(out FrameDescriptor frame), Is.True);
        Assert.That((frame.LengthBytes, file.LinkType), Is.EqualTo((3, link)));
        Assert.That(Assert.Throws<EdgeRouterException>(() => CaptureFile.Open(path).Dispose())!.Id, Is.EqualTo("ER2006"));
    }

    [Test]
    public void ShouldTellTheLinkTypeOfEachFrameOfAPcapNg()
    {
        string path = _folder.Write("mixed.pcapng", new CaptureBytes(true).Section().Interface(1).Interface(276).Packet(0, 1, [1]).Packet(1, 2, [2]).Packet(0, 3, [3]).ToArray());
        using CaptureFile file = CaptureFile.Open(path, CaptureLinks.Ip);
        List<uint> links = [];
        while (file.TryRead(out _))
        {
            links.Add(file.LinkType);
        }

        Assert.That(links, Is.EqualTo(new uint[] { LinkTypes.Ethernet, LinkTypes.LinuxCooked2, LinkTypes.Ethernet }));
    }

    [Test]
    public void ShouldNameALinkTypeThatCarriesNoIpForUs()
    {
        string path = _folder.Write("wlan.pcap", new CaptureBytes(false).PcapHeader(0xA1B2_3C4D, 127).PcapRecord(1, 2, [1]).ToArray());
        EdgeRouterException? error = Assert.Throws<EdgeRouterException>(() => CaptureFile.Open(path, CaptureLinks.Ip).Dispose());
        Assert.That(error!.Id, Is.EqualTo("ER2006"));
        Assert.That(error.Message, Does.Contain("127 (802.11)").And.Contain("Linux cooked, raw IP"));
    }
}
