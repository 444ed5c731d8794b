using EdgeRouter.Aeron.Driver.Udp.Frames;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.Tests.Driver.Udp.Frames;

/// <summary>Bytes written by hand from the table of UDP frames.</summary>
public sealed class FrameTests
{
    private const string SetupHex = "28000000 00 40 0500 40010000 07000000 0A000000 E8030000 EA030000 00000100 80050000 04000000";
    private const string StatusHex = "24000000 00 80 0300 07000000 0A000000 EA030000 40010000 00000200 0807060504030201";
    private const string TaggedHex = "2C000000 00 40 0300 07000000 0A000000 EA030000 40010000 00000200 0807060504030201 FFFFFFFFFFFFFFFF";
    private const string NakHex = "1C000000 00 00 0200 07000000 0A000000 EA030000 40010000 60000000";
    private const string RoundTripHex = "28000000 00 80 0600 07000000 0A000000 0807060504030201 0200000000000000 1817161514131211";
    private const string ErrorHex = "2B000000 00 08 0400 07000000 0A000000 0807060504030201 0900000000000000 0D000000 03000000 626164";
    private const string ResponseHex = "14000000 00 00 0B00 07000000 0A000000 0B000000";
    private const string DataHex = "25000000 00 C0 0100 40010000 07000000 0A000000 EA030000 0000000000000000";

    [Test]
    public void ShouldReadAndWriteSetup()
    {
        SetupFrame expected = new(SetupFrame.GroupFlag, 320, 7, 10, 1000, 1002, 65_536, 1408, 4);
        byte[] written = new byte[SetupFrame.SizeBytes];
        expected.Write(written);

        Assert.That(written, Is.EqualTo(Bytes(SetupHex)));
        Assert.That(SetupFrame.TryRead(Bytes(SetupHex), out SetupFrame read), Is.True);
        Assert.That(read, Is.EqualTo(expected));
        Assert.That(read.Fault(), Is.Null);
    }

    [TestCase(0, 100_000, "term length")]
    [TestCase(0, 32_768, "term length")]
    [TestCase(0, int.MinValue, "term length")]
    [TestCase(1, 1409, "MTU")]
    [TestCase(1, 32, "MTU")]
    [TestCase(1, 65_536, "MTU")]
    [TestCase(2, 33, "term offset")]
    [TestCase(2, 65_536, "term offset")]
    [TestCase(2, -32, "term offset")]
    [TestCase(3, 999, "active term")]
    public void ShouldNameWhatIsWrongWithASetup(int field, int value, string word)
    {
        SetupFrame good = new(0, 320, 7, 10, 1000, 1002, 65_536, 1408, 4);
        SetupFrame bad = field switch
        {
            0 => good with { TermLengthBytes = value },
            1 => good with { MtuBytes = value },
            2 => good with { TermOffset = value },
            _ => good with { ActiveTermId = value },
        };

        Assert.That(bad.Fault(), Does.Contain(word));
    }

    [TestCase(StatusHex, 0x80, null)]
    [TestCase(TaggedHex, 0x40, -1L)]
    public void ShouldReadAndWriteStatusMessages(string hex, int flags, long? tag)
    {
        StatusFrame expected = new((byte)flags, 7, 10, 1002, 320, 131_072, 0x0102030405060708, tag);
        byte[] written = new byte[StatusFrame.TaggedSizeBytes];

        Assert.That(written.AsSpan(0, expected.Write(written)).ToArray(), Is.EqualTo(Bytes(hex)));
        Assert.That(StatusFrame.TryRead(Bytes(hex), out StatusFrame read), Is.True);
        Assert.That(read, Is.EqualTo(expected));
        Assert.That(read.IsSendSetup, Is.EqualTo(flags == 0x80));
        Assert.That(read.IsEndOfStream, Is.EqualTo(flags == 0x40));
    }

    [Test]
    public void ShouldRefuseHalfAGroupTag()
    {
        byte[] bytes = Bytes(TaggedHex);
        bytes[0] = 40;
        Assert.That(StatusFrame.TryRead(bytes, out _), Is.False);
    }

    [Test]
    public void ShouldReadAndWriteTheOthers()
    {
        byte[] written = new byte[64];
        NakFrame nak = new(7, 10, 1002, 320, 96);
        nak.Write(written);
        Assert.That(written[..28], Is.EqualTo(Bytes(NakHex)));
        Assert.That(NakFrame.TryRead(Bytes(NakHex), out NakFrame readNak) && readNak == nak, Is.True);

        RoundTripFrame round = new(RoundTripFrame.ReplyFlag, 7, 10, 0x0102030405060708, 2, 0x1112131415161718);
        round.Write(written);
        Assert.That(written[..40], Is.EqualTo(Bytes(RoundTripHex)));
        Assert.That(RoundTripFrame.TryRead(Bytes(RoundTripHex), out RoundTripFrame readRound) && readRound == round, Is.True);

        ErrorFrame error = new(7, 10, 0x0102030405060708, 9, 13);
        Assert.That(error.Write(written, "bad"u8), Is.EqualTo(43));
        Assert.That(written[..43], Is.EqualTo(Bytes(ErrorHex)));
        Assert.That(ErrorFrame.TryRead(Bytes(ErrorHex), out ErrorFrame readError, out ReadOnlySpan<byte> text), Is.True);
        Assert.That(readError, Is.EqualTo(error));
        Assert.That(text.SequenceEqual("bad"u8), Is.True);

        ResponseSetupFrame response = new(7, 10, 11);
        response.Write(written);
        Assert.That(written[..20], Is.EqualTo(Bytes(ResponseHex)));
        Assert.That(ResponseSetupFrame.TryRead(Bytes(ResponseHex), out ResponseSetupFrame readResponse) && readResponse == response, Is.True);

        DataFrame data = new(37, 0xC0, FrameType.Data, 320, 7, 10, 1002);
        data.Write(written);
        Assert.That(written[..32], Is.EqualTo(Bytes(DataHex)));
        Assert.That(DataFrame.TryRead(Bytes(DataHex), out DataFrame readData) && readData == data, Is.True);
    }

    [TestCase(SetupHex)]
    [TestCase(StatusHex)]
    [TestCase(NakHex)]
    [TestCase(RoundTripHex)]
    [TestCase(ErrorHex)]
    [TestCase(ResponseHex)]
    public void ShouldRefuseEveryShorterDatagramAndEveryOtherVersion(string hex)
    {
        byte[] whole = Bytes(hex);
        Assert.That(ReadAny(whole), Is.EqualTo(1));
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.That(ReadAny(whole[..length]), Is.Zero, $"{length} bytes");
        }

        whole[4] = 1;
        Assert.That(ReadAny(whole), Is.Zero);
    }

    [Test]
    public void ShouldRefuseATextBeyondItsFrame()
    {
        byte[] bytes = Bytes(ErrorHex);
        bytes[36] = 4;
        Assert.That(ErrorFrame.TryRead(bytes, out _, out _), Is.False);
        bytes[39] = 0x80;
        Assert.That(ErrorFrame.TryRead(bytes, out _, out _), Is.False);
    }

    [Test]
    public void ShouldMeasureADatagramOfWholeFrames()
    {
        byte[] datagram = new byte[64 + 32 + 32];
        new DataFrame(37, 0xC0, FrameType.Data, 320, 7, 10, 1002).Write(datagram);
        new DataFrame(32, 0xC0, FrameType.Data, 384, 7, 10, 1002).Write(datagram.AsSpan(64));
        new DataFrame(1024, 0xC0, FrameType.Padding, 416, 7, 10, 1002).Write(datagram.AsSpan(96));

        Assert.That(DataFrame.Measure(datagram, 320, 65_536), Is.EqualTo(64 + 32 + 1024), "padding counts whole, though only its header is sent");
        Assert.That(DataFrame.Measure(datagram.AsSpan(0, 96), 320, 65_536), Is.EqualTo(96));
        Assert.That(DataFrame.Measure(datagram, 320, 1024), Is.EqualTo(-1), "leaves the term");
        Assert.That(DataFrame.Measure(datagram, 352, 65_536), Is.EqualTo(-1), "lies elsewhere than it says");
        Assert.That(DataFrame.Measure(datagram, 321, 65_536), Is.EqualTo(-1), "not on 32");
        Assert.That(DataFrame.Measure(datagram.AsSpan(0, 60), 320, 65_536), Is.EqualTo(-1), "cut");
        new DataFrame(32, 0xC0, FrameType.Data, 384, 8, 10, 1002).Write(datagram.AsSpan(64));
        Assert.That(DataFrame.Measure(datagram, 320, 65_536), Is.EqualTo(-1), "of another session");
    }

    [Test]
    public void ShouldNeverMeasureBeyondTheTermOrTheDatagram()
    {
        const ulong Seed = 20_261;
        DeterministicRandom random = new(Seed);
        byte[] datagram = new byte[256];
        int measured = 0;
        for (int round = 0; round < 100_000; round++)
        {
            int offset = random.NextInt32(64) * 32;
            int frames = 1 + random.NextInt32(3);
            for (int at = 0, i = 0; i < frames; i++, at += 64)
            {
                new DataFrame(33 + random.NextInt32(32), 0xC0, (ushort)random.NextInt32(2), offset + at, 7, 10, 1).Write(datagram.AsSpan(at));
            }

            for (int flips = random.NextInt32(3); flips > 0; flips--)
            {
                datagram[random.NextInt32(frames * 64)] ^= (byte)(1 << random.NextInt32(8));
            }

            int lengthBytes = random.NextInt32(4) == 0 ? 32 + random.NextInt32(224) : frames * 64;
            int result = DataFrame.Measure(datagram.AsSpan(0, lengthBytes), offset, 2048);
            Assert.That(result == -1 || (result % 32 == 0 && offset + result <= 2048), Is.True, $"seed {Seed}, round {round}");
            measured += result > 0 ? 1 : 0;
        }

        Assert.That(measured, Is.GreaterThan(10_000), "most are whole");
    }

    private static int ReadAny(byte[] bytes) =>
        (SetupFrame.TryRead(bytes, out _) ? 1 : 0) + (StatusFrame.TryRead(bytes, out _) ? 1 : 0) + (NakFrame.TryRead(bytes, out _) ? 1 : 0) +
        (RoundTripFrame.TryRead(bytes, out _) ? 1 : 0) + (ErrorFrame.TryRead(bytes, out _, out _) ? 1 : 0) +
        (ResponseSetupFrame.TryRead(bytes, out _) ? 1 : 0);

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal));
}
