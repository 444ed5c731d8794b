using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Core.Tests.Domain;

[TestFixture]
public sealed class TickTableTests
{
    private static readonly TickTable Table = new([new TickBand(0, 100_000), new TickBand(1_000_000_000, 10_000_000), new TickBand(5_000_000_000, 5_000_000)]);

    [TestCase(0, 100_000)]
    [TestCase(999_999_999, 100_000)]
    [TestCase(1_000_000_000, 10_000_000)]
    [TestCase(4_999_999_999, 10_000_000)]
    [TestCase(5_000_000_000, 5_000_000)]
    [TestCase(long.MaxValue, 5_000_000)]
    [TestCase(-999_999_999, 100_000)]
    [TestCase(long.MinValue, 5_000_000)]
    public void ShouldFindTheTickOfAPrice(long priceNanos, long tickNanos) => Assert.That(Table.TickAt(priceNanos), Is.EqualTo(tickNanos));

    [Test]
    public void ShouldCompareByBands()
    {
        var same = new TickTable(Table.Bands.ToArray());
        Assert.That(same, Is.EqualTo(Table));
        Assert.That(same.GetHashCode(), Is.EqualTo(Table.GetHashCode()));
        Assert.That(new TickTable([new TickBand(0, 100_000)]), Is.Not.EqualTo(Table));
        Assert.That(Table.CoarsestNanos, Is.EqualTo(10_000_000));
    }

    [Test]
    public void ShouldRefuseBandsThatAreNotInOrder()
    {
        TickBand[][] wrong = [[], [new(1, 1)], [new(0, 0)], [new(0, 1), new(0, 2)], [new(0, 1), new(5, 2), new(4, 3)]];
        foreach (TickBand[] bands in wrong)
        {
            Assert.That(Assert.Throws<EdgeRouterException>(() => _ = new TickTable(bands))!.Id, Is.EqualTo("ER1101"));
        }
    }
}
