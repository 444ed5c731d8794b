using System.Text.Json;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Ingest;
using EdgeRouter.Tools.Decode;
using EdgeRouter.Tools.Decode.Framing;
using EdgeRouter.Tools.Decode.Output;
using EdgeRouter.Tools.Tests.Support;

namespace EdgeRouter.Tools.Tests.Decode;

[TestFixture]
public sealed class CaptureDecoderTests
{
    private const uint Group = 0xEF01_0101;
    private readonly TestCapture _captures = new();

    [OneTimeTearDown]
    public void Delete() => _captures.Dispose();

    [Test]
    public void ShouldDecodeMemoir()
    {
        List<string> lines = [];
        DecodeCounts counts = Decode("memoir", _captures.Write("memoir.pcap", (Group, 5_000, TestCapture.Memoir(4, 2)), (Group, 5_000, TestCapture.Memoir(6, 1))), new JsonLineOutput(1, lines.Add));
        using JsonDocument second = JsonDocument.Parse(lines[1]);
        JsonElement body = second.RootElement.GetProperty("body");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((counts.Packets, counts.Messages, counts.WholeMessages, counts.Errors), Is.EqualTo((2L, 3L, 3L, 0L)));
            Assert.That(lines, Has.Count.EqualTo(3));
            Assert.That(second.RootElement.GetProperty("to").GetString(), Is.EqualTo("239.1.1.1:5000"));
            Assert.That(second.RootElement.GetProperty("sequence").GetInt64(), Is.EqualTo(4));
            Assert.That(body.GetProperty("Price").GetDecimal(), Is.EqualTo(2m));
            Assert.That(body.GetProperty("Side").GetString(), Is.EqualTo("Buy"));
        }
    }

    [TestCase("memoir")]
    [TestCase("cme")]
    public void ShouldSurviveAnyBytes(string framing)
    {
        const ulong Seed = 20160927;
        TestContext.Out.WriteLine($"seed {Seed}");
        DeterministicRandom random = new(Seed);
        byte[] good = TestCapture.Memoir(1, 5);
        byte[][] payloads = [.. Enumerable.Range(0, 4_000).Select(i => Mutate(ref random, i % 2 == 0 ? good : Cme()))];
        string path = _captures.Write($"fuzz-{framing}.pcap", [.. payloads.Select(payload => (Group, (ushort)5_000, payload))]);
        DecodeCounts counts = Decode(framing, path, new JsonLineOutput(1, line => JsonDocument.Parse(line).Dispose()));
        DecodeCounts again = Decode(framing, path, new TextOutput(line => Assert.That(line, Is.Not.Empty)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(counts.Frames, Is.EqualTo(4_000));
            Assert.That(counts.Errors, Is.Positive.And.EqualTo(again.Errors));
            Assert.That(counts.WholeMessages + counts.UnknownTemplates, Is.Positive);
            Assert.That(counts.FirstError!.ToString(), Does.StartWith("frame "));
        }
    }

    private static byte[] Cme() =>
    [
        1, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 24, 0, 11, 0, 32, 0, 1, 0, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0x80, 0, 0, 32, 0, 0,
    ];

    private static byte[] Mutate(ref DeterministicRandom random, byte[] bytes)
    {
        byte[] mutated = bytes[..(bytes.Length - (random.NextBool(0.3) ? random.NextInt32(bytes.Length) : 0))];
        for (int i = random.NextInt32(4); i > 0 && mutated.Length > 0; i--)
        {
            mutated[random.NextInt32(mutated.Length)] = (byte)random.NextUInt64();
        }

        return mutated;
    }

    private static DecodeCounts Decode(string framing, string path, IDecodeOutput output)
    {
        MessageFraming known = Framings.Find(framing);
        CaptureDecoder decoder = new(new CaptureDecodeOptions { Framing = known, Schemas = [known.LoadSchema()] }, output);
        using CaptureFile file = CaptureFile.Open(path, CaptureLinks.Ip);
        decoder.Run(file, _ => { }, CancellationToken.None);
        return decoder.Counts;
    }
}
