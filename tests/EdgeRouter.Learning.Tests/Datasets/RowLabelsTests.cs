using EdgeRouter.Feedback.Tca;
using EdgeRouter.Learning.Datasets;

namespace EdgeRouter.Learning.Tests.Datasets;

[TestFixture]
public sealed class RowLabelsTests
{
    private const double Dollar = 1e9;
    private static readonly TcaOptions Options = new() { UnfilledImpactBps = 2, UnfilledFeeNanos = 3_000_000 };

    // 300 shares at 100.02 and 0.003 a share against 100.00: 2 cents and 0.3 cents of 100 dollars.
    [TestCase(+1, 100.02, +0.9, 2.3)]
    [TestCase(-1, 99.98, +0.9, 2.3)]
    [TestCase(+1, 99.98, +0.9, -1.7)]
    [TestCase(-1, 100.02, -0.6, -2.2, TestName = "ShouldCostAFill(a rebate for a good sale)")]
    public void ShouldCostAFill(int sign, double price, double fee, double expectedBps)
    {
        ChildFacts child = Child(0, quantity: 500, filled: 300, price, fee);
        Assert.That(RowLabels.CostBps(child, sign), Is.EqualTo(expectedBps).Within(1e-9));
    }

    [Test]
    public void ShouldHaveNoCostWithoutAFill() => Assert.That(RowLabels.CostBps(Child(0, 500, 0, 0, 0), 1), Is.NaN);

    [Test]
    public void ShouldChargeCompletionWithWhatLaterDecisionsPaid()
    {
        ChildFacts first = Child(0, quantity: 500, filled: 100, price: 100.00, fee: 0);
        ChildFacts sibling = Child(0, quantity: 100, filled: 100, price: 500.00, fee: 77);
        ChildFacts earlier = Child(0, quantity: 100, filled: 100, price: 500.00, fee: 77);
        ChildFacts[] family = [earlier, first, sibling, Child(1, 200, 200, 100.03, 0.6), Child(2, 200, 200, 100.05, -0.4), Child(3, 50, 0, 0, 0)];

        // 200 x 0.03 + 0.6 + 200 x 0.05 - 0.4 = 16.2 dollars on 400 shares of 100: 4.05 bps. The siblings of the same decision do not count.
        Assert.That(RowLabels.CompletionBps(family, first, new ParentFacts(+1, 0, 0), Options), Is.EqualTo(4.05).Within(1e-9));
    }

    [TestCase(+1, 100.10)]
    [TestCase(-1, 99.90)]
    public void ShouldChargeTheRestAtTheFarTouchWithImpactAndFee(int sign, double farTouch)
    {
        ChildFacts only = Child(0, quantity: 500, filled: 100, price: 100.00, fee: 0);

        // A share left: 0.10 to the far touch, 2 bps of 100 = 0.02, fee 0.003: 0.123 of 100 = 12.3 bps.
        Assert.That(RowLabels.CompletionBps([only], only, new ParentFacts(sign, 400, (long)(farTouch * Dollar)), Options), Is.EqualTo(12.3).Within(1e-6));
    }

    [Test]
    public void ShouldWeighExecutedAndNeverExecutedByShares()
    {
        ChildFacts first = Child(0, quantity: 400, filled: 0, price: 0, fee: 0);
        ChildFacts[] family = [first, Child(1, 400, 300, 100.01, 0)];

        // 300 x 0.01 + 100 x 0.123 = 15.3 dollars on 400 shares of 100: 3.825 bps.
        Assert.That(RowLabels.CompletionBps(family, first, new ParentFacts(+1, 100, (long)(100.10 * Dollar)), Options), Is.EqualTo(3.825).Within(1e-6));
    }

    [Test]
    public void ShouldNotPriceARestWithoutAFarTouch()
    {
        ChildFacts first = Child(0, 400, 0, 0, 0);
        Assert.That(RowLabels.CompletionBps([first, Child(1, 400, 300, 100.01, 0)], first, new ParentFacts(+1, 100, 0), Options), Is.NaN);
    }

    [Test]
    public void ShouldHaveNoCompletionWhereTheChildFilledOrNothingCameLater()
    {
        ChildFacts whole = Child(0, 400, 400, 100, 0);
        ChildFacts part = Child(0, 400, 100, 100, 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(RowLabels.CompletionBps([whole, Child(1, 100, 100, 101, 0)], whole, new ParentFacts(+1, 0, 0), Options), Is.NaN);
            Assert.That(RowLabels.CompletionBps([part], part, new ParentFacts(+1, 0, 0), Options), Is.NaN);
        }
    }

    private static ChildFacts Child(int decision, long quantity, long filled, double price, double fee) => new()
    {
        ParentId = 1,
        DecisionIndex = decision,
        Quantity = quantity,
        FilledQuantity = filled,
        FilledNotionalNanos = filled * price * Dollar,
        FeeNanos = fee * Dollar,
        TimeNs = 1,
        Midpoint = 100 * Dollar,
        SlateProbability = 1,
        Explored = false,
        Features = [],
    };
}
