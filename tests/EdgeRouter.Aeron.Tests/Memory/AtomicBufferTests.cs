using EdgeRouter.Aeron.Memory;
using EdgeRouter.Aeron.Tests.Support;

namespace EdgeRouter.Aeron.Tests.Memory;

public sealed class AtomicBufferTests
{
    [Test]
    public void ShouldStoreLittleEndian()
    {
        using var memory = new TestMemory(64);
        AtomicBuffer buffer = memory.Buffer;
        buffer.PutInt32(0, 0x04030201);
        buffer.PutInt64Release(8, 0x0807060504030201);
        buffer.PutByte(16, 0xFE);
        buffer.PutInt64(20, -2);
        Assert.That(memory.Bytes[..28].ToArray(), Is.EqualTo(Convert.FromHexString(
            "01020304" + "00000000" + "0102030405060708" + "FE000000" + "FEFFFFFFFFFFFFFF")));
        Assert.That((buffer.GetInt32Acquire(0), buffer.GetInt64Acquire(8), buffer.GetInt64(20), buffer.GetByte(16)), Is.EqualTo((0x04030201, 0x0807060504030201, -2L, 0xFE)));
    }

    [TestCase(61, 4)]
    [TestCase(64, 1)]
    [TestCase(-1, 4)]
    [TestCase(int.MaxValue, 1)]
    [TestCase(int.MaxValue - 2, 4)]
    [TestCase(0, 65)]
    [TestCase(8, -1)]
    [TestCase(1, int.MaxValue)]
    public void ShouldRefuseWhatLiesOutside(int offset, int sizeBytes)
    {
        using var memory = new TestMemory(64);
        AtomicBuffer buffer = memory.Buffer;
        Assert.That(() => buffer.Span(offset, sizeBytes).Length, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => buffer.Slice(offset, sizeBytes), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => buffer.Clear(offset, sizeBytes), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void ShouldHoldEveryAccessAgainstTheWindow()
    {
        using var memory = new TestMemory(64);
        AtomicBuffer buffer = memory.Buffer;
        foreach (int offset in new[] { -8, 60, 64, int.MaxValue, int.MinValue })
        {
            Assert.That(() => buffer.GetInt64(offset), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => buffer.GetInt64Acquire(offset), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => buffer.PutInt64(offset, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => buffer.PutInt64Release(offset, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => buffer.CompareAndSetInt64(offset, 0, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => buffer.GetAndAddInt64(offset, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }

        Assert.That(memory.Bytes.ToArray(), Is.All.Zero);
    }

    [Test]
    public void ShouldReplaceOnlyTheExpectedValue()
    {
        using var memory = new TestMemory(64);
        AtomicBuffer buffer = memory.Buffer;
        Assert.That(buffer.CompareAndSetInt64(8, 0, 5), Is.True);
        Assert.That(buffer.CompareAndSetInt64(8, 0, 6), Is.False);
        Assert.That(buffer.CompareAndSetInt32(4, 1, 2), Is.False);
        Assert.That(buffer.GetAndAddInt64(8, 10), Is.EqualTo(5));
        Assert.That((buffer.GetInt64(8), buffer.GetInt32(4)), Is.EqualTo((15L, 0)));
    }

    [Test]
    public void ShouldLoseNoAdditionOfManyThreads()
    {
        using var memory = new TestMemory(64);
        AtomicBuffer buffer = memory.Buffer;
        Action add = () =>
        {
            for (int i = 0; i < 50_000; i++)
            {
                _ = buffer.GetAndAddInt64(16, 3);
            }
        };
        TestThreads.Run(add, add, add);
        Assert.That(buffer.GetInt64(16), Is.EqualTo(450_000));
    }
}
