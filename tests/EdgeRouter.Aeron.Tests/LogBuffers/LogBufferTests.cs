using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Memory;
using EdgeRouter.Aeron.Tests.Support;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.Tests.LogBuffers;

/// <summary>Offsets are those of AERON.md §8, written down by hand.</summary>
public sealed class LogBufferTests
{
    private const int Term = 65_536;
    private const int Length = (3 * Term) + 4096;
    private TestDirectory _directory = null!;

    [SetUp]
    public void SetUp() => _directory = new TestDirectory();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void ShouldWriteMetadataAsPublished()
    {
        LogBuffer log = Make(Parameters() with
        {
            InitialTermId = 9,
            PublicationWindowBytes = 100,
            ReceiverWindowBytes = 200,
            SendBufferBytes = (1, 2, 3),
            ReceiveBufferBytes = (4, 5, 6),
            ResendMax = 16,
            EntityTag = 71,
            ResponseCorrelationId = 72,
            LingerNs = 73,
            UntetheredWindowLimitNs = 74,
            UntetheredRestingNs = 75,
            UntetheredLingerNs = 76,
            IsGroup = true,
            IsReliable = false,
            IsSparse = true,
            Kind = LogKind.ExclusivePublication,
        });
        byte[] expected = new byte[4096];
        ByteTable.Of(
            (0, 9L << 32), (8, 7L << 32), (16, 8L << 32), (24, 0), (128, long.MaxValue), (136, 0), (140, 0), (256, 1234L), (264, 9), (268, 32), (272, 1408),
            (276, Term), (280, 4096), (284, 100), (288, 200), (292, 1), (296, 2), (300, 3), (304, 4), (308, 5), (312, 6), (316, 16),
            (325, (byte)0xC0), (326, (short)1), (332, -55), (336, 1001), (340, 9),
            (448, 71L), (456, 72L), (464, 73L), (472, 74L), (480, 75L), (488, new byte[] { 1, 0, 1, 0, 1, 1, 0, 1 }), (496, (byte)0), (497, (byte)1), (500, 76L)).CopyTo(expected, 0);
        byte[] file = File.ReadAllBytes(log.File.Path);
        Assert.That(file, Has.Length.EqualTo(Length));
        Assert.That(file[^4096..], Is.EqualTo(expected));
        Assert.That(file[..^4096], Is.All.Zero);
        log.File.Release();
    }

    [TestCase(5, 5, 0, new[] { 5, 3, 4 }, 0)]
    [TestCase(5, 6, 32, new[] { 5, 6, 4 }, 1)]
    [TestCase(5, 7, 64, new[] { 5, 6, 7 }, 2)]
    [TestCase(5, 8, 96, new[] { 8, 6, 7 }, 3)]
    [TestCase(int.MaxValue, int.MinValue, 0, new[] { int.MaxValue, int.MinValue, int.MaxValue - 1 }, 1)]
    [TestCase(-2, 0, 32, new[] { -2, -1, 0 }, 2)]
    public void ShouldResumeAtAPosition(int initialTermId, int termId, int offset, int[] termsOfPartitions, int termCount)
    {
        LogBuffer log = Make(Parameters() with { InitialTermId = initialTermId, TermId = termId, TermOffset = offset });
        Assert.That(Enumerable.Range(0, 3).Select(p => (int)(log.RawTail(p) >> 32)), Is.EqualTo(termsOfPartitions));
        Assert.That(log.RawTail(termCount % 3) & 0xFFFF_FFFF, Is.EqualTo(offset));
        Assert.That((log.ActiveTermCount, log.ProducerPosition), Is.EqualTo((termCount, ((long)termCount * Term) + offset)));
        log.File.Release();
    }

    [Test]
    public void ShouldOpenWhatAnotherMade()
    {
        LogBuffer made = Make(Parameters() with { InitialTermId = -4, Kind = LogKind.Image });
        LogBuffer opened = LogBuffer.Open(made.File.Path);
        made.IsConnected = true;
        made.EndOfStreamPosition = 640;
        made.IsRevoked = true;
        made.ActiveTransportCount = 2;
        Assert.That((opened.TermBytes, opened.MtuBytes, opened.InitialTermId, opened.SessionId, opened.StreamId), Is.EqualTo((Term, 1408, -4, -55, 1001)));
        Assert.That((opened.IsConnected, opened.EndOfStreamPosition, opened.IsRevoked, opened.ActiveTransportCount, opened.Kind), Is.EqualTo((true, 640L, true, 2, LogKind.Image)));
        Assert.That((opened.PayloadBytesMax, opened.MessageBytesMax, opened.PositionMax), Is.EqualTo((1376, 8192, 65_536L << 31)));
        made.File.Release();
        opened.File.Release();
    }

    [TestCase(276, 0)]
    [TestCase(276, -65_536)]
    [TestCase(276, 65_537)]
    [TestCase(276, 131_072)]
    [TestCase(276, int.MinValue)]
    [TestCase(276, 32_768)]
    [TestCase(280, 0)]
    [TestCase(280, -4096)]
    [TestCase(280, 5000)]
    [TestCase(280, 1 << 20)]
    [TestCase(272, 0)]
    [TestCase(272, 33)]
    [TestCase(272, -1408)]
    [TestCase(272, 65_536)]
    [TestCase(272, int.MaxValue)]
    [TestCase(268, 0)]
    [TestCase(268, 64)]
    public void ShouldRefuseFilesThatDoNotFitTogether(int offset, int value)
    {
        LogBuffer log = Make(Parameters());
        log.File.Slice(Length - 4096, 4096).PutInt32(offset, value);
        log.File.Release();
        Assert.That(() => LogBuffer.Open(log.File.Path), Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2204"));
    }

    [TestCase(1)]
    [TestCase(4096)]
    [TestCase(Length - 1)]
    [TestCase(Length - 4096)]
    [TestCase(Length + 4096)]
    public void ShouldRefuseFilesOfAnotherLength(int lengthBytes)
    {
        LogBuffer log = Make(Parameters());
        log.File.Release();
        using (FileStream file = File.OpenWrite(log.File.Path))
        {
            file.SetLength(lengthBytes);
        }

        Assert.That(() => LogBuffer.Open(log.File.Path), Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2204"));
    }

    [Test]
    public void ShouldRefuseOrOpenAnyMetadata()
    {
        const ulong Seed = 0x106;
        var random = new DeterministicRandom(Seed);
        LogBuffer log = Make(Parameters());
        AtomicBuffer metadata = log.File.Slice(Length - 4096, 4096);
        byte[] whole = metadata.Span(0, 4096).ToArray();
        int opened = 0;
        for (int round = 0; round < 5_000; round++)
        {
            whole.CopyTo(metadata.Span(0, 4096));
            for (int i = random.NextInt32(3); i >= 0; i--)
            {
                metadata.PutByte(random.NextInt32(512), (byte)random.NextInt32(256));
            }

            opened += TryUse(log.File.Path) ? 1 : 0;
        }

        Assert.That(opened, Is.InRange(2_500, 4_990), $"seed {Seed}");
        log.File.Release();
    }

    [Test]
    public void ShouldRefuseImpossibleParameters()
    {
        foreach (LogParameters bad in new[]
        {
            Parameters() with { TermBytes = 65_535 },
            Parameters() with { TermBytes = 32_768 },
            Parameters() with { MtuBytes = 100 },
            Parameters() with { MtuBytes = 32 },
            Parameters() with { MtuBytes = 65_536 },
            Parameters() with { PageBytes = 1000 },
            Parameters() with { TermOffset = 16 },
            Parameters() with { TermOffset = Term + 32 },
            Parameters() with { InitialTermId = 5, TermId = 4 },
        })
        {
            Assert.That(() => Make(bad), Throws.InstanceOf<ArgumentOutOfRangeException>(), bad.ToString());
        }

        Assert.That(Directory.GetFiles(_directory.Path), Is.Empty);
    }

    private static bool TryUse(string path)
    {
        try
        {
            LogBuffer log = LogBuffer.Open(path);
            _ = log.ProducerPosition;
            _ = log.Rotate(log.ActiveTermCount, log.InitialTermId);
            log.File.Release();
            return true;
        }
        catch (EdgeRouterException e)
        {
            Assert.That(e.Id, Is.EqualTo("ER2204"));
            return false;
        }
    }

    private static LogParameters Parameters() => new()
    {
        Kind = LogKind.SharedPublication,
        CorrelationId = 1234,
        SessionId = -55,
        StreamId = 1001,
        InitialTermId = 0,
        TermBytes = Term,
        MtuBytes = 1408,
    };

    private LogBuffer Make(LogParameters parameters) => LogBuffer.Create(_directory.File("log"), parameters, FileAllocation.Sparse);
}
