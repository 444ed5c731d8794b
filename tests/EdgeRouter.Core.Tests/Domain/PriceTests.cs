using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Tests.Domain;

[TestFixture]
public sealed class PriceTests
{
    [TestCase("0", 0L)]
    [TestCase("13.82", 13_820_000_000L)]
    [TestCase("-0.0000001", -100L)]
    public void ShouldHoldNanosExactly(string amount, long nanos)
    {
        decimal value = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(Price.FromDecimal(value).Nanos, Is.EqualTo(nanos));
        Assert.That(new Price(nanos).ToDecimal(), Is.EqualTo(value));
    }
}
