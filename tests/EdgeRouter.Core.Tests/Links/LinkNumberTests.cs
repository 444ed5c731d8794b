using EdgeRouter.Core.Links;

namespace EdgeRouter.Core.Tests.Links;

[TestFixture]
public sealed class LinkNumberTests
{
    [TestCase(1L, 0x8000_0001u)]
    [TestCase(0x7FFF_FFFFL, 0xFFFF_FFFFu)]
    [TestCase(0x8000_0000L, 0x8000_0000u)]
    [TestCase(0x1_0000_0000L, 0x8000_0000u)]
    [TestCase(0x1_2345_6789L, 0xA345_6789u)]
    public void ShouldNeverBeNothing(long number, uint stamp) => Assert.That(LinkNumber.Stamp(number), Is.EqualTo(stamp));

    [Test]
    public void ShouldFindTheNumberFromWhatIsNear(
        [Values(0L, 1L, 0x3FFF_FFFFL, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFFL, 0x1_0000_0000L, 0x7FFF_FFFF_0000L)] long near,
        [Values(-LinkNumber.StepMax, -1, 0, 1, 2, LinkNumber.StepMax)] int step)
    {
        long number = near + step;
        Assume.That(number, Is.Positive);
        Assert.That(LinkNumber.Extend(near, LinkNumber.Stamp(number)), Is.EqualTo(number));
    }

    [Test]
    public void ShouldStayWhereNothingCameByALink() => Assert.That(LinkNumber.Extend(4_711, 0), Is.EqualTo(4_711));
}
