using EdgeRouter.Tools.Decode.Framing;
using EdgeRouter.Tools.Tests.Support;

namespace EdgeRouter.Tools.Tests.Decode.Framing;

[TestFixture]
public sealed class FramingTests
{
    [Test]
    public void ShouldCutCmePackets()
    {
        // u32 sequence 5, u64 sending time 9, then messages of 2 and of 0 bytes behind their sizes.
        byte[] payload = [5, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0xAA, 0xBB, 2, 0];
        Assert.That(Cut("cme", payload), Is.EqualTo("5 9: AABB, , End"));
    }

    [TestCase(new byte[] { 5, 0 }, "Damaged", TestName = "a size of one byte behind it")]
    [TestCase(new byte[] { 1, 0 }, "Damaged", TestName = "a size below its own")]
    [TestCase(new byte[] { 7 }, "Damaged", TestName = "half a size")]
    [TestCase(new byte[] { 255, 255, 1, 2 }, "Damaged", TestName = "a size above the packet")]
    [TestCase(new byte[0], "End", TestName = "nothing")]
    public void ShouldNotBelieveCmeSizes(byte[] rest, string steps) =>
        Assert.That(Cut("cme", [5, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, .. rest]), Is.EqualTo($"5 9: {steps}"));

    [Test]
    public void ShouldCutMemoirPackets()
    {
        // Sequenced, header of 18 bytes, session 1, sequence 6, two messages; what follows them is not of the packet.
        byte[] payload = [2, 18, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 6, 0, 2, 0, 1, 0xAA, 0, 2, 0xBB, 0xCC, 0, 9];
        Assert.That(Cut("memoir", payload), Is.EqualTo("6 0: AA, BBCC, End"));
        Assert.That(Cut("memoir", payload[..26]), Is.EqualTo("6 0: AA, Damaged"));
        Assert.That(Cut("memoir", payload[..23]), Is.EqualTo("6 0: AA, Damaged"));
    }

    [TestCase("cme", 11)]
    [TestCase("memoir", 17)]
    [TestCase("b3", 15)]
    [TestCase("optiq", 15)]
    [TestCase("coinbase", 23)]
    [TestCase("deribit", 7)]
    public void ShouldRefuseShortHeaders(string framing, int lengthBytes) => Assert.That(Cut(framing, new byte[lengthBytes]), Is.EqualTo("unsound"));

    [Test]
    public void ShouldCutB3Packets()
    {
        // Channel 9, sequence version 1, sequence 5, sending time 7; messages of 2 and 1 bytes behind length and 0xEB50.
        byte[] payload = [9, 0, 1, 0, 5, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0x50, 0xEB, 0xAA, 0xBB, 5, 0, 0x50, 0xEB, 0xCC];
        Assert.That(Cut("b3", payload), Is.EqualTo("5 7: AABB, CC, End"));
        payload[18] = 0x51;
        Assert.That(Cut("b3", payload), Is.EqualTo("5 7: Damaged"));
        payload[18] = 0x50;
        payload[16] = 3;
        Assert.That(Cut("b3", payload), Is.EqualTo("5 7: Damaged"));
    }

    [TestCase("06 00 FE CA AA BB 05 00 FE CA CC 00", "AABB, CC, Damaged", TestName = "iLink 3, and a byte too many")]
    [TestCase("0A 00 50 EB 01 02 03 04 05 06", "010203040506, End", TestName = "little-endian length and word")]
    [TestCase("0A 00 E0 5B 01 02 03 04 05 06", "010203040506, End", TestName = "big-endian SBE behind little-endian words")]
    [TestCase("00 0A 5B E0 01 02 03 04 05 06", "010203040506, End", TestName = "big-endian length and word")]
    [TestCase("00 00 00 0C EB 50 01 02 03 04 05 06", "010203040506, End", TestName = "the standard's six bytes")]
    [TestCase("00 00 00 0C F0 00 01 02 03 04 05 06", "Damaged", TestName = "six bytes and tag=value")]
    [TestCase("00 00 00 00 EB 50 01 02 03 04 05 06", "Damaged", TestName = "six bytes and no length")]
    [TestCase("03 00 FE CA 01 02 03 04 05 06", "Damaged", TestName = "a length below its own words")]
    [TestCase("0A 00 FE CB 01 02 03 04 05 06", "Damaged", TestName = "an unknown encoding")]
    public void ShouldCutSofh(string hex, string steps) => Assert.That(Cut("sofh", Convert.FromHexString(hex.Replace(" ", ""))), Is.EqualTo($" 0: {steps}"));

    [Test]
    public void ShouldCutOptiqPackets()
    {
        // Time 9, sequence 5, no flags, channel 3; messages of 2 and 1 bytes behind lengths that count themselves.
        byte[] payload = [9, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 3, 0, 4, 0, 0xAA, 0xBB, 3, 0, 0xCC];
        Assert.That(Cut("optiq", payload), Is.EqualTo("5 9: AABB, CC, End"));
        Assert.That(Cut("optiq", payload[..22]), Is.EqualTo("5 9: AABB, Damaged"));

        // The same as one LZ4 block of seven literals.
        byte[] packed = [.. payload[..16], 0x70, .. payload[16..]];
        packed[12] = 1;
        Assert.That(Cut("optiq", packed), Is.EqualTo("5 9: AABB, CC, End"));
        Assert.That(Cut("optiq", packed[..^1]), Is.EqualTo("unsound"));
    }

    [Test]
    public void ShouldCutCoinbasePackets()
    {
        // Time 9, sequence 5, channel 3, flags, two messages, instrument; what follows the two is not of the packet.
        byte[] payload = [9, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 3, 0, 1, 2, 0, 0, 0, 0, 4, 0, 0xAA, 0xBB, 3, 0, 0xCC, 0xDD];
        Assert.That(Cut("coinbase", payload), Is.EqualTo("5 9: 0400AABB, 0300CC, End"));
        payload[24] = 1;
        Assert.That(Cut("coinbase", payload), Is.EqualTo("5 9: Damaged"));
        payload[24] = 99;
        Assert.That(Cut("coinbase", payload), Is.EqualTo("5 9: Damaged"));
    }

    [Test]
    public void ShouldCutDeribitPackets() => Assert.That(Cut("deribit", [11, 0, 1, 0, 5, 0, 0, 0, 0xAA, 0xBB, 0xCC]), Is.EqualTo("5 0: AABBCC, End"));

    [Test]
    public void ShouldTakeADatagramWhole() => Assert.That((Cut("none", [1, 2]), Cut("none", [])), Is.EqualTo((" 0: 0102, End", " 0: End")));

    [Test]
    public void ShouldFindEveryFramingByItsName()
    {
        string[] names = ["cme", "b3", "sofh", "memoir", "optiq", "coinbase", "deribit", "none"];
        Assert.That(Framings.Names.Select(name => Framings.Find(name).Name), Is.EqualTo(names));
        Assert.That(Framings.StreamNames, Is.EqualTo(new[] { "cme", "sofh", "optiq", "coinbase" }));
    }

    [Test]
    public void ShouldLoadTheSchemasThatFramingsHave()
    {
        MessageFraming[] all = [.. Framings.Names.Select(Framings.Find)];
        Assert.That(all.Where(framing => framing.HasSchema).Select(framing => framing.LoadSchema().Messages.Count), Has.Exactly(2).Items.And.All.Positive);
        Assert.That(all.Where(framing => !framing.HasSchema).Select(framing => Assert.Throws<NotSupportedException>(() => framing.LoadSchema())!.Message), Has.Exactly(6).Items);
    }

    [Test]
    public void ShouldCutWhatTheEncoderWrote() => Assert.That(Cut("memoir", TestCapture.Memoir(9, 3)).Split(", "), Has.Length.EqualTo(4));

    private static string Cut(string name, byte[] packet)
    {
        MessageFraming framing = Framings.Find(name);
        if (!framing.TryExpand(packet, new byte[1_000], out ReadOnlySpan<byte> payload))
        {
            return "unsound";
        }

        if (!framing.TryBegin(payload, out FramingCursor cursor))
        {
            return "unsound";
        }

        List<string> parts = [];
        FramingStep step;
        do
        {
            step = framing.Next(payload, ref cursor, out ReadOnlySpan<byte> message);
            if (step == FramingStep.Message)
            {
                Assert.That(payload[cursor.MessageOffsetBytes..cursor.OffsetBytes].SequenceEqual(message), Is.True);
            }

            Assert.That(cursor.Problem is not null, Is.EqualTo(step == FramingStep.Damaged));
            parts.Add(step == FramingStep.Message ? Convert.ToHexString(message) : step.ToString());
        }
        while (step == FramingStep.Message);
        return $"{cursor.Sequence} {cursor.SendingTimeNs}: {string.Join(", ", parts)}";
    }
}
