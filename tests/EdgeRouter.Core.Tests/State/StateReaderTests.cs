using EdgeRouter.Core.Errors;
using EdgeRouter.Core.State;

namespace EdgeRouter.Core.Tests.State;

[TestFixture]
public sealed class StateReaderTests
{
    private const uint Tag = 0x54_41_47_31;

    [Test]
    public void ShouldReadBackWhatWasWritten()
    {
        var reader = new StateReader(Sample());
        reader.Expect(Tag);
        Assert.That(reader.ReadByte(), Is.EqualTo(byte.MaxValue));
        Assert.That(reader.ReadBoolean());
        Assert.That(reader.ReadBoolean(), Is.False);
        Assert.That(reader.ReadInt32(), Is.EqualTo(int.MinValue));
        Assert.That(reader.ReadCount(3), Is.EqualTo(3));
        Assert.That(reader.ReadInt64(), Is.EqualTo(long.MinValue));
        Assert.That(reader.ReadUInt64(), Is.EqualTo(ulong.MaxValue));
        double negativeZero = reader.ReadDouble();
        Assert.That(double.IsNegative(negativeZero) && negativeZero == 0);
        Assert.That(BitConverter.DoubleToInt64Bits(reader.ReadDouble()), Is.EqualTo(0x7FF8_0000_0000_1234), "the payload of a NaN is kept");
        Assert.That(reader.ReadInt128(), Is.EqualTo(Int128.MinValue));
        Assert.That(reader.ReadBytes().ToArray(), Is.EqualTo("abc"u8.ToArray()));
        Assert.That(reader.ReadBytes().Length, Is.Zero);
        Assert.That(reader.IsAtEnd);
    }

    [Test]
    public void ShouldRefuseEveryTruncation()
    {
        byte[] whole = Sample();
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] cut = whole[..length];
            Assert.That(ErrorOf(() => ReadSample(cut)).Id, Is.EqualTo("ER1140"), $"{length} bytes");
        }

        Assert.DoesNotThrow(() => ReadSample(whole));
    }

    [Test]
    public void ShouldNameThePartThatIsNotTheOneThatIsDue()
    {
        var writer = new StateWriter();
        writer.Begin(0x0000_00AB);
        byte[] bytes = writer.Written.ToArray();
        EdgeRouterException error = ErrorOf(() => new StateReader(bytes).Expect(0x0000_00CD));
        Assert.That(error.Id, Is.EqualTo("ER1140"));
        Assert.That(error.ToUserLine(), Does.Contain("000000ab").And.Contain("000000cd"));
    }

    [TestCase(-1)]
    [TestCase(4)]
    [TestCase(int.MaxValue)]
    [TestCase(int.MinValue)]
    public void ShouldRefuseACountThatDoesNotFit(int count)
    {
        var writer = new StateWriter();
        writer.Write(count);
        byte[] bytes = writer.Written.ToArray();
        EdgeRouterException error = ErrorOf(() => new StateReader(bytes).ReadCount(3));
        Assert.That((error.Id, error.ExitCode), Is.EqualTo(("ER1140", ExitCode.BadInput)));
        Assert.That(error.Message, Does.Contain($"{count}").And.Contain("3"));
    }

    [TestCase(-1)]
    [TestCase(6)]
    [TestCase(int.MaxValue)]
    [TestCase(int.MinValue)]
    public void ShouldRefuseALengthThatDoesNotFit(int length)
    {
        var writer = new StateWriter();
        writer.Write(length);
        writer.Write(1);
        writer.Write((byte)1);
        byte[] bytes = writer.Written.ToArray();
        EdgeRouterException error = ErrorOf(() => _ = new StateReader(bytes).ReadBytes().Length);
        Assert.That(error.Id, Is.EqualTo("ER1140"));
        Assert.That(error.Message, Does.Contain($" {(uint)length - 5} bytes too early"));
    }

    [Test]
    public void ShouldSurviveRandomBytes()
    {
        const ulong Seed = 20_261_120;
        TestContext.Out.WriteLine($"seed {Seed}");
        ulong state = Seed;
        int refused = 0;
        byte[] whole = Sample();
        for (int round = 0; round < 20_000; round++)
        {
            byte[] bytes = [.. whole];
            bytes[Next(ref state) % (ulong)bytes.Length] = (byte)Next(ref state);
            bytes[Next(ref state) % (ulong)bytes.Length] = (byte)Next(ref state);
            try
            {
                ReadSample(bytes);
            }
            catch (EdgeRouterException e)
            {
                Assert.That(e.Id, Is.EqualTo("ER1140"));
                refused++;
            }
        }

        Assert.That(refused, Is.InRange(1, 19_999));
    }

    private static byte[] Sample()
    {
        var writer = new StateWriter();
        writer.Begin(Tag);
        writer.Write(byte.MaxValue);
        writer.Write(true);
        writer.Write(false);
        writer.Write(int.MinValue);
        writer.Write(3);
        writer.Write(long.MinValue);
        writer.Write(ulong.MaxValue);
        writer.Write(-0.0);
        writer.Write(BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_1234));
        writer.Write(Int128.MinValue);
        writer.Write("abc"u8);
        writer.Write([]);
        return writer.Written.ToArray();
    }

    private static void ReadSample(byte[] bytes)
    {
        var reader = new StateReader(bytes);
        reader.Expect(Tag);
        reader.ReadByte();
        reader.ReadBoolean();
        reader.ReadBoolean();
        reader.ReadInt32();
        reader.ReadCount(3);
        reader.ReadInt64();
        reader.ReadUInt64();
        reader.ReadDouble();
        reader.ReadDouble();
        reader.ReadInt128();
        reader.ReadBytes();
        reader.ReadBytes();
    }

    private static EdgeRouterException ErrorOf(Action action) => Assert.Throws<EdgeRouterException>(() => action())!;

    private static ulong Next(ref ulong state)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return state;
    }
}
