using System.Buffers.Binary;
using EdgeRouter.Core.Packets;
using EdgeRouter.Feeds;
using EdgeRouter.Ingest;
using EdgeRouter.Sbe.Generator.Tests;
using EdgeRouter.Sbe.Properties.Tests.Fuzz;
using EdgeRouter.Sbe.Properties.Tests.Harness;
using EdgeRouter.Sbe.Properties.Tests.Making;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Sbe.Properties.Tests;

/// <summary>Damaged real messages of an exchange, read by the decoders that the product ships and by the walker.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CmeFuzzTests
{
    private const string Capture = "cme/cme_mdp3_v1.8_ch320_AB_20160927.pcapng";
    private const int PacketHeaderBytes = 12;
    private const int SizeBytes = 2;
    private const int MutationCount = 100_000;
    private const int NightlyMutationCount = 20_000_000;

    private static readonly Lazy<IReadOnlyDictionary<int, IMessageCodec>> Codecs = new(() => CodecCompiler.Attach(typeof(FeedSchemas).Assembly, "EdgeRouter.Feeds.Cme.Wire"));

    private static readonly Lazy<byte[][]> Messages = new(() => [.. ReadMessages(SharedData.Path(Capture)).DistinctBy(Convert.ToHexString)]);

    [TestCase(0)]
    [TestCase(1)]
    public void ShouldReadDamagedMessagesWithinTheirBytes(int share)
    {
        Assert.That(SharedData.Path(Capture), Does.Exist);
        int mutations = Nightly.IsNight ? NightlyMutationCount : MutationCount;
        Fuzzer fuzzer = new(new FuzzTarget(new SbeWalker(FeedSchemas.CmeMdp3()), Codecs.Value, Messages.Value), Cases.Seed + (ulong)share);
        fuzzer.Run(mutations);
        TestContext.Out.WriteLine($"seed {Cases.Seed}: {mutations} mutations of {Messages.Value.Length} messages, {fuzzer.WholeCount} still whole, {fuzzer.RenderedCount} rendered, sum {fuzzer.Sum:X16}");
        Assert.That(fuzzer.WholeCount, Is.GreaterThan(mutations / 20));
        Assert.That(fuzzer.RenderedCount, Is.Positive);
    }

    [Test]
    public void ShouldTakeEveryRealMessage()
    {
        Assert.That(SharedData.Path(Capture), Does.Exist);
        SbeWalker walker = new(FeedSchemas.CmeMdp3());
        foreach (byte[] message in Messages.Value)
        {
            string json = SbeJson.Render(walker, message, out SbeWalkResult walked);
            Assert.That(Codecs.Value[walked.TemplateId].Decode(message, out int _, out SbeExtent _), Is.EqualTo(json));
        }
    }

    [Test]
    public void ShouldReadWithoutAllocating()
    {
        Assert.That(SharedData.Path(Capture), Does.Exist);
        SbeWalker walker = new(FeedSchemas.CmeMdp3());
        SbeCountingVisitor visitor = default;
        IMessageCodec[] codecs = [.. Messages.Value.Select(message => Codecs.Value[walker.Walk(message, ref visitor).TemplateId])];
        ulong warm = Sweep(codecs);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ulong sum = Sweep(codecs);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(sum, Is.EqualTo(warm).And.Not.Zero);
    }

    private static ulong Sweep(IMessageCodec[] codecs)
    {
        ulong sum = 0;
        for (int index = 0; index < codecs.Length; index++)
        {
            sum += codecs[index].Sweep(Messages.Value[index], out bool _);
        }

        return sum;
    }

    // Framing: 12 bytes of packet header, then messages behind a little-endian u16 size that counts itself.
    private static List<byte[]> ReadMessages(string path)
    {
        using CaptureFileSource source = new(path);
        FrameDescriptor[] burst = new FrameDescriptor[64];
        ParseCounters counters = default;
        List<byte[]> messages = [];
        while (!source.IsExhausted)
        {
            int count = source.Poll(burst);
            for (int index = 0; index < count; index++)
            {
                if (FrameParser.TryParse(burst[index].Bytes, 0, ref counters, out Datagram datagram))
                {
                    AddMessages(messages, datagram.Payload.Slice(PacketHeaderBytes));
                }
            }
        }

        return messages;
    }

    private static void AddMessages(List<byte[]> messages, ReadOnlySpan<byte> rest)
    {
        while (rest.Length > SizeBytes)
        {
            int size = BinaryPrimitives.ReadUInt16LittleEndian(rest);
            messages.Add(rest.Slice(SizeBytes, size - SizeBytes).ToArray());
            rest = rest.Slice(size);
        }
    }
}
