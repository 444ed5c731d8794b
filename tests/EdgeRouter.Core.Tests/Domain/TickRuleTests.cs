using System.Globalization;
using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Tests.Domain;

[TestFixture]
public sealed class TickRuleTests
{
    private static readonly TickRule Penny = new(10_000_000, new TickTable([new TickBand(0, 100_000), new TickBand(1_000_000_000, 10_000_000)]));

    // Rule 612(a): no increment below 0.01 for prices of 1.00 and more; (b): 0.0001 for prices below 1.00.
    [TestCase("1.00", true)]
    [TestCase("1.01", true)]
    [TestCase("1.005", false)]
    [TestCase("1.0001", false)]
    [TestCase("0.9999", true)]
    [TestCase("0.99995", false)]
    [TestCase("0.0001", true)]
    [TestCase("0.00001", false)]
    [TestCase("-1.01", true)]
    [TestCase("-1.0001", false)]
    [TestCase("0", true)]
    public void ShouldFollowRule612(string price, bool expected) => Assert.That(Penny.IsOnTick(PriceOf(price)), Is.EqualTo(expected));

    [TestCase(Side.Buy, "1.005", "1.00")]
    [TestCase(Side.Sell, "1.005", "1.01")]
    [TestCase(Side.Buy, "0.99995", "0.9999")]
    [TestCase(Side.Sell, "0.99995", "1.00")]
    [TestCase(Side.Buy, "10.02", "10.02")]
    [TestCase(Side.Sell, "-1.015", "-1.01")]
    [TestCase(Side.Buy, "-1.015", "-1.02")]
    public void ShouldRoundInside(Side side, string price, string expected) =>
        Assert.That(Penny.Inside(PriceOf(price), side), Is.EqualTo(PriceOf(expected)));

    [Test]
    public void ShouldRoundAgainWhereTheTickChanges() =>
        Assert.That(
            new TickRule(30_000_000, new TickTable([new TickBand(0, 100_000), new TickBand(1_000_000_000, 30_000_000)])).Inside(PriceOf("0.99995"), Side.Sell),
            Is.EqualTo(PriceOf("1.02")));

    [Test]
    public void ShouldKnowTheRuleOfAnInstrument()
    {
        var plain = new Instrument { Id = new InstrumentId(0), Symbol = "A", TickNanos = 5_000 };
        Assert.That(TickRule.Of(plain).TickAt(PriceOf("0.5")), Is.EqualTo(5_000));
        Assert.That(TickRule.Of(plain with { Ticks = Penny.Table }).TickAt(PriceOf("0.5")), Is.EqualTo(100_000));
    }

    private static Price PriceOf(string text) => Price.FromDecimal(decimal.Parse(text, CultureInfo.InvariantCulture));
}
