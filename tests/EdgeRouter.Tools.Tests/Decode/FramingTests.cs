using EdgeRouter.Tools.Decode;
using EdgeRouter.Tools.Tests.Support;

namespace EdgeRouter.Tools.Tests.Decode;

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
    public void ShouldRefuseShortHeaders(string framing, int lengthBytes) => Assert.That(Cut(framing, new byte[lengthBytes]), Is.EqualTo("unsound"));

    [Test]
    public void ShouldFindEveryFramingByItsName() => Assert.That(Framings.Names.Select(name => Framings.Find(name).Name), Is.EqualTo(new[] { "cme", "memoir" }));

    [Test]
    public void ShouldLoadEveryFramingsSchema() => Assert.That(Framings.Names.Select(name => Framings.Find(name).LoadSchema().Messages.Count), Has.All.Positive);

    [Test]
    public void ShouldCutWhatTheEncoderWrote() => Assert.That(Cut("memoir", TestCapture.Memoir(9, 3)).Split(", "), Has.Length.EqualTo(4));

    private static string Cut(string name, byte[] payload)
    {
        MessageFraming framing = Framings.Find(name);
        if (!framing.TryBegin(payload, out FramingCursor cursor))
        {
            return "unsound";
        }

        List<string> parts = [];
        FramingStep step;
        do
        {
            step = framing.Next(payload, ref cursor, out ReadOnlySpan<byte> message);
            parts.Add(step == FramingStep.Message ? Convert.ToHexString(message) : step.ToString());
        }
        while (step == FramingStep.Message);
        return $"{cursor.Sequence} {cursor.SendingTimeNs}: {string.Join(", ", parts)}";
    }
}
