using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Policies;

namespace EdgeRouter.Routing.Tests.Policies;

[TestFixture]
public sealed class ExplorationBudgetTests
{
    [Test]
    public void ShouldCountSignedShortfallWithFees()
    {
        // Bought 300 at 10.02 with a midpoint of 10.01 on arrival: 300 × 0.01 = 3.00, and fees of 0.90.
        ParentOutcome bought = new()
        {
            Side = Side.Buy,
            Quantity = 1_000,
            FilledQuantity = 300,
            FilledNotionalNanos = (Int128)300 * 10_020_000_000,
            FeeNanos = 900_000_000,
            ArrivalBid = Price.FromDecimal(10.00m),
            ArrivalAsk = Price.FromDecimal(10.02m),
        };
        Assert.That(ExplorationBudget.CostOf(bought), Is.EqualTo((Int128)3_900_000_000));
        Assert.That(ExplorationBudget.CostOf(bought with { Side = Side.Sell }), Is.EqualTo((Int128)(-2_100_000_000)));
        Assert.That(ExplorationBudget.CostOf(bought with { ArrivalBid = default }), Is.EqualTo((Int128)0), "no midpoint, no cost");
    }

    [Test]
    public void ShouldStopAboveItsLimitAndStayStopped()
    {
        var budget = new ExplorationBudget(10);
        budget.OnParentEnded(OutcomeOf(50), hasExplored: false);
        budget.OnParentEnded(OutcomeOf(-5), hasExplored: true);
        budget.OnParentEnded(OutcomeOf(15), hasExplored: true);
        Assert.That(budget.IsSpent, Is.False, "exactly at the limit");
        budget.OnParentEnded(OutcomeOf(1), hasExplored: true);
        Assert.That(budget.IsSpent);
        budget.OnParentEnded(OutcomeOf(-100), hasExplored: true);
        Assert.That(budget.IsSpent, "gains do not open it again");
    }

    internal static ParentOutcome OutcomeOf(long costUnits) => new()
    {
        Side = Side.Buy,
        FilledQuantity = 1,
        FilledNotionalNanos = Price.FromDecimal(10m).Nanos,
        FeeNanos = costUnits * Price.NanosPerUnit,
        ArrivalBid = Price.FromDecimal(10m),
        ArrivalAsk = Price.FromDecimal(10m),
    };
}
