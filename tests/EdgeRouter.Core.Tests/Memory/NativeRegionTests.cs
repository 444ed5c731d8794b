using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Memory;

namespace EdgeRouter.Core.Tests.Memory;

[TestFixture]
public sealed class NativeRegionTests
{
    [Test]
    public void ShouldHandOutZeroedAlignedDisjointMemory()
    {
        using var region = new NativeRegion(10_000);
        NativeArray<long> a = region.Allocate<long>(3);
        NativeArray<int> b = region.Allocate<int>(5);
        Assert.That(a.Span.ToArray(), Is.All.Zero);
        Assert.That((long)a.Address % 64, Is.Zero);
        Assert.That((long)b.Address % 64, Is.Zero);
        a[2] = -1;
        Assert.That(b.Span.ToArray(), Is.All.Zero);
        Assert.That(a.Slice(2, 1)[0], Is.EqualTo(-1));
        Assert.That(region.UsedBytes, Is.EqualTo(64 + 20));
    }

    [Test]
    public void ShouldUseMemoryOfTheCaller()
    {
        using var owner = new NativeRegion(4096);
        NativeArray<byte> memory = owner.Allocate<byte>(1024);
        using var borrowed = new NativeRegion(memory.Address, memory.Length);
        borrowed.Allocate<long>(2)[1] = 0x0102;
        Assert.That(memory[8], Is.EqualTo(2));
        Assert.That(memory[9], Is.EqualTo(1));
    }

    [Test]
    public void ShouldRefuseWhatDoesNotFit()
    {
        using var region = new NativeRegion(4096);
        EdgeRouterException? e = Assert.Throws<EdgeRouterException>(() => region.Allocate<byte>(4097));
        Assert.That(e!.Id, Is.EqualTo("ER6002"));
        NativeArray<byte> all = region.Allocate<byte>(4096);
        Assert.That(() => all[4096], Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => all[-1], Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void ShouldRefuseUseAfterDispose()
    {
        var region = new NativeRegion(4096);
        region.Dispose();
        region.Dispose();
        Assert.That(() => region.Allocate<byte>(1), Throws.InstanceOf<ObjectDisposedException>());
    }
}
