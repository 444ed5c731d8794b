using EdgeRouter.Core.State;

namespace EdgeRouter.Core.Tests.State;

[TestFixture]
public sealed class StateWriterTests
{
    [Test]
    public void ShouldWriteLittleEndianBytesInOrder()
    {
        var writer = new StateWriter();
        writer.Begin(0x44_43_42_41);
        writer.Write((byte)7);
        writer.Write(true);
        writer.Write(false);
        writer.Write(-2);
        writer.Write(0x0102_0304_0506_0708L);
        writer.Write(0xFEDC_BA98_7654_3210UL);
        writer.Write(-0.0);
        writer.Write(Int128.MinValue + 1);
        writer.Write("xyz"u8);
        Assert.That(
            Convert.ToHexString(writer.Written),
            Is.EqualTo("41424344" + "07" + "01" + "00" + "FEFFFFFF" + "0807060504030201" + "1032547698BADCFE" + "0000000000000080"
                + "01000000000000000000000000000080" + "03000000" + "78797A"));
    }

    [TestCase("", 0xE220A8397B1DCDAFUL)]
    [TestCase("12345678", 0x83DBEC76B33F9CA3UL)]
    [TestCase("1234567890", 0x2EFC61E87156D6FCUL)]
    public void ShouldHashAsTheFormulaSays(string text, ulong expected)
    {
        // Worked out apart from this code: SplitMix64's finisher over the length, then over eight bytes at a time, then byte by byte.
        byte[] bytes = System.Text.Encoding.ASCII.GetBytes(text);
        Assert.That(StateWriter.HashOf(bytes), Is.EqualTo(expected));
    }

    [Test]
    public void ShouldHashWhatWasWrittenAndNothingElse()
    {
        var writer = new StateWriter(1);
        writer.Write(1L);
        ulong first = writer.Hash;
        writer.Write((byte)0);
        Assert.That(writer.Hash, Is.Not.EqualTo(first), "a zero at the end counts");
        writer.Clear();
        Assert.That(writer.Written.Length, Is.Zero);
        writer.Write(1L);
        Assert.That(writer.Hash, Is.EqualTo(first));
        Assert.That(StateWriter.HashOf(writer.Written), Is.EqualTo(first));
    }

    [Test]
    public void ShouldGrowAndKeepWhatItHolds()
    {
        var writer = new StateWriter(3);
        byte[] large = [.. Enumerable.Range(0, 1_000).Select(i => (byte)i)];
        writer.Write(-1);
        writer.Write(large);
        writer.Write(9L);
        var reader = new StateReader(writer.Written);
        Assert.That(reader.ReadInt32(), Is.EqualTo(-1));
        Assert.That(reader.ReadBytes().ToArray(), Is.EqualTo(large));
        Assert.That(reader.ReadInt64(), Is.EqualTo(9));
        Assert.That(reader.IsAtEnd);
    }

    [Test]
    public void ShouldAllocateNothingForASecondStateOfTheSameSize()
    {
        var writer = new StateWriter(1);
        Fill(writer);
        ulong first = writer.Hash;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Fill(writer);
        ulong second = writer.Hash;
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void ShouldRefuseABufferOfNothing() => Assert.Throws<ArgumentOutOfRangeException>(() => _ = new StateWriter(0));

    private static void Fill(StateWriter writer)
    {
        writer.Clear();
        for (int i = 0; i < 5_000; i++)
        {
            writer.Write(i * 0.5);
            writer.Write((Int128)i);
        }
    }
}
