using EdgeRouter.Ingest;
using EdgeRouter.Sbe.Schema;
using EdgeRouter.Tools.Decode;
using EdgeRouter.Tools.Decode.Framing;
using EdgeRouter.Tools.Decode.Output;
using EdgeRouter.Tools.Tests.Support;

namespace EdgeRouter.Tools.Tests.Decode.Output;

[TestFixture]
public sealed class TextOutputTests
{
    private readonly TestCapture _captures = new();

    [OneTimeTearDown]
    public void Delete() => _captures.Dispose();

    [Test]
    public void ShouldShowEveryKindOfPart() => Assert.That(Show("none", Orders.Schema(), [Orders.Message(1)]), Is.EqualTo(new[]
    {
        "frame 1  2023-11-14T22:13:20.000000000Z  10.1.2.3:1000 → 239.1.1.1:5000",
        "  Order  template 5 version 2",
        "    Id=1  Px=12.34  Side=Sell  Flags=[Hidden]  Code=AB  Memo=\"memo\"  Raw=0x01ABFF",
        "    Legs (2)",
        "      #   Qty",
        "      1   100",
        "          Note=\"hi\"",
        "          Fills (1)",
        "            #   TradeId",
        "            1        77",
        "      2   200",
        "          Fills=[]  Note=\"\"",
    }));

    [Test]
    public void ShouldShowDataOfEntriesInColumns()
    {
        // The first leg without its fill is like the second: notes stand beside the quantities.
        byte[] message = Orders.Message(1);
        byte[] even = [.. message[..32], 0, 0, .. message[38..]];
        Assert.That(Show("none", Orders.Schema(), [even])[3..], Is.EqualTo(new[]
        {
            "    Legs (2)",
            "      #   Qty  Fills  Note",
            "      1   100  []     \"hi\"",
            "      2   200  []     \"\"",
        }));
    }

    [Test]
    public void ShouldShowPacketHeadersAndErrorsWhereTheyAre()
    {
        byte[] packet = [.. Bytes.U32(9), .. Bytes.U64(1_700_000_000_000_000_500), .. Bytes.U16(65), .. Orders.Message(1), 1, 0];
        string[] lines = Show("cme", Orders.Schema(), [packet, [1]]);
        Assert.That(lines[0], Is.EqualTo("frame 1  2023-11-14T22:13:20.000000000Z  10.1.2.3:1000 → 239.1.1.1:5000  sequence 9  sent 22:13:20.000000500Z"));
        Assert.That(lines[^2], Is.EqualTo("  ! frame 1 offset 119: a length word says 1, less than the 2 bytes before the message"));
        Assert.That(lines[^1], Is.EqualTo("  ! frame 2 offset 42: a packet of 1 bytes is shorter than its header of 12"));
    }

    [Test]
    public void ShouldShowWhatNoSchemaKnows() => Assert.That(Show("none", Orders.Schema(), [Orders.Message(1, template: 99), [1, 2]]), Is.EqualTo(new[]
    {
        "frame 1  2023-11-14T22:13:20.000000000Z  10.1.2.3:1000 → 239.1.1.1:5000",
        "  unknown message  63 bytes",
        "  ! frame 1 offset 42: template 99 of schema 7, version 2, is in no schema given",
        "frame 2  2023-11-14T22:13:20.000001000Z  10.1.2.3:1000 → 239.1.1.1:5000",
        "  unknown message  2 bytes",
        "  ! frame 2 offset 42: a message of 2 bytes is shorter than its header of 8",
    }));

    [Test]
    public void ShouldKeepQuietWhereNothingCanBeRead()
    {
        byte[][] bad = [.. Enumerable.Range(0, 50).Select(_ => new byte[] { 1 })];
        Assert.That(Show("cme", Orders.Schema(), bad), Has.Length.EqualTo(10));
        byte[] good = [.. new byte[12], .. Bytes.U16(65), .. Orders.Message(1)];
        Assert.That(Show("cme", Orders.Schema(), [.. bad, good, .. bad]).Count(line => line.StartsWith("  ! ")), Is.EqualTo(100), "a message makes them worth their lines");
    }

    [Test]
    public void ShouldBreakLongLinesAndSpareTheTerminal()
    {
        string fields = string.Concat(Enumerable.Range(1, 40).Select(i => $"<field name='SomewhatLongFieldName{i}' id='{i}' type='uint32'/>"));
        SbeSchema schema = Orders.Schema(more: $"<message name='Wide' id='6'>{fields}<group name='G' id='90' dimensionType='groupSizeEncoding'>{fields}</group><data name='Memo' id='91' type='text'/></message>");
        byte[] escape = [0x1B, (byte)'[', (byte)'2', (byte)'J', .. Enumerable.Repeat((byte)'x', 1_000)];
        byte[] message = [.. Bytes.U16(160), 6, 0, 7, 0, 2, 0, .. new byte[160], .. Bytes.U16(160), 1, 0, .. new byte[160], .. Bytes.U16(escape.Length), .. escape];
        string[] lines = Show("none", schema, [message]);
        Assert.That(lines.Where(line => !line.Contains("Memo")).Max(line => line.Length), Is.InRange(100, 132));
        Assert.That(lines.Single(line => line.Contains("Memo")), Has.Length.LessThan(400).And.Contain("\\x1B[2J").And.Contain("(1007 characters)"));
        Assert.That(string.Concat(lines), Does.Not.Contain("\u001b"));
        Assert.That(lines.Count(line => line.Contains("SomewhatLongFieldName40=0")), Is.EqualTo(2));
    }

    [Test]
    public void ShouldColorOnlyWhereAsked()
    {
        string[] plain = Show("none", Orders.Schema(), [Orders.Message(1), [1]]);
        string[] colored = Show("none", Orders.Schema(), [Orders.Message(1), [1]], hasColor: true);
        Assert.That(string.Concat(plain), Does.Not.Contain("\u001b"));
        Assert.That(colored.Select(line => System.Text.RegularExpressions.Regex.Replace(line, "\u001b\\[[0-9]+m", "")), Is.EqualTo(plain));
        Assert.That(colored[1], Does.StartWith("  \u001b[1mOrder\u001b[0m"));
        Assert.That(colored[^1], Does.StartWith("\u001b[31m  ! frame 2"));
    }

    private string[] Show(string framing, SbeSchema schema, byte[][] payloads, bool hasColor = false)
    {
        List<string> lines = [];
        CaptureDecoder decoder = new(new CaptureDecodeOptions { Framing = Framings.Find(framing), Schemas = [schema] }, new TextOutput(lines.Add, hasColor));
        using CaptureFile file = CaptureFile.Open(_captures.WriteFrames("text.pcap", payloads.Select(Frames.Udp)), CaptureLinks.Ip);
        decoder.Run(file, _ => { }, CancellationToken.None);
        return [.. lines];
    }
}
