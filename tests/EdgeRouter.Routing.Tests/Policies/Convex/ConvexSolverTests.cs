using EdgeRouter.Core.Randomness;
using EdgeRouter.Routing.Policies.Convex;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.Policies.Convex;

[TestFixture]
public sealed class ConvexSolverTests
{
    private const ulong Seed = 2_017;

    // Cont and Kukanov (2017), one exchange: with q = (2h + f + r) / (λ + h + r) the limit order is F⁻¹(q) − Q, the market order the rest. With exponential
    // outflow F⁻¹(q) = −m ln(1 − q). h half spread, f taker fee, r rebate, Q queue.
    [TestCase(5.0, 2.0, 0.3, 0.2, 40.0, 0.0, 100)]
    [TestCase(9.0, 1.0, 0.3, 0.3, 100.0, 0.0, 300)]
    [TestCase(6.0, 2.0, 0.3, 0.2, 80.0, 30.0, 100)]
    [TestCase(40.0, 2.0, 0.3, 0.2, 80.0, 30.0, 100)]
    [TestCase(2.6, 2.0, 0.3, 0.2, 400.0, 0.0, 100)]
    public void ShouldSplitMarketAndLimitAsThePaperDoes(double lambda, double half, double fee, double rebate, double mean, double queue, int target)
    {
        double quantile = ((2 * half) + fee + rebate) / (lambda + half + rebate);
        double limit = Math.Clamp((-mean * Math.Log(1 - quantile)) - queue, 0, target);
        var solver = new ConvexSolver();
        solver.Add(0, half + fee, 1.0, 0.0, 1_000_000);
        solver.Add(1, -half - rebate, Math.Exp(-queue / mean), mean, 0);
        solver.Solve(target, lambda, 0.0);
        Assert.That(solver[1].Ideal, Is.EqualTo(limit).Within(1e-6));
        Assert.That(solver[0].Ideal, Is.EqualTo(target - limit).Within(1e-6));
        Assert.That(solver[0].Lots + solver[1].Lots, Is.EqualTo(target));
    }

    [Test]
    public void ShouldBeAsGoodAsTryingEverything([Values(0.0, 0.4)] double sentBps)
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new DeterministicRandom(Seed);
        for (int run = 0; run < 600; run++)
        {
            var solver = new ConvexSolver();
            int rows = 1 + random.NextInt32(4);
            int target = 1 + random.NextInt32(10);
            double lambda = 1 + (random.NextInt32(900) / 100.0);
            for (int i = 0; i < rows; i++)
            {
                bool isTake = random.NextBool(0.5);
                solver.Add(i, (random.NextInt32(1_000) - 300) / 100.0, (1 + random.NextInt32(100)) / 100.0, isTake ? 0.0 : (1 + random.NextInt32(80)) / 10.0, isTake ? 1 + random.NextInt32(6) : 0);
            }

            solver.Solve(target, lambda, sentBps);
            long[] lots = [.. Enumerable.Range(0, rows).Select(i => solver[i].Lots)];
            Assert.That(lots, Has.All.GreaterThanOrEqualTo(0));
            Assert.That(lots.Sum(), Is.LessThanOrEqualTo(target));
            double best = BestCost(solver, rows, target, lambda, sentBps, new long[rows], 0);
            double found = Cost(solver, lots, target, lambda, sentBps);
            Assert.That(found, Is.EqualTo(best).Within(1e-9 + (Math.Abs(target * lambda) * (sentBps > 0 ? 0.01 : 1e-9))), $"run {run}: {string.Join(',', lots)}");
        }
    }

    [Test]
    public void ShouldLeaveOutRowsThatCostMoreThanTheySave()
    {
        var solver = new ConvexSolver();
        solver.Add(0, 6.0, 1.0, 0.0, 100);
        solver.Add(1, 4.0, 0.0, 20.0, 0);
        solver.Solve(50, 5.0, 0.0);
        Assert.That((solver[0].Lots, solver[1].Lots, solver.WorthCount), Is.EqualTo((0L, 0L, 0)));
    }

    [Test]
    public void ShouldHoldLargeOrdersAndTinyOutflows()
    {
        var solver = new ConvexSolver();
        solver.Add(0, 1.0, 1.0, 1e-5, 0);
        solver.Add(1, 1.1, 1.0, 1e7, 0);
        solver.Add(2, 1.2, 1.0, 0.0, 1_000);
        solver.Solve(5_000_000_000, 8.0, 0.0);
        Assert.That(solver[0].Lots + solver[1].Lots + solver[2].Lots, Is.EqualTo(5_000_000_000));
    }

    [Test]
    public void ShouldNotAllocate()
    {
        var solver = new ConvexSolver();
        GcAssert.DoesNotAllocate(() =>
        {
            solver.Clear();
            for (int i = 0; i < 24; i++)
            {
                solver.Add(i, i * 0.1, 0.9, i % 3 == 0 ? 0.0 : 3.0 + i, 4);
            }

            solver.Solve(100, 6.0, 0.0);
        });
    }

    // Its own arithmetic: the mean of min(x, Y) summed over the tail where that has no closed form here, λ on what stays open, θ on what is sent.
    private static double Cost(ConvexSolver solver, long[] lots, int target, double lambda, double sentBps)
    {
        double cost = 0;
        double filled = 0;
        for (int i = 0; i < lots.Length; i++)
        {
            ConvexRow row = solver[i];
            double fill = row.MeanLots == 0
                ? row.Part * Math.Min(lots[i], row.CapacityLots)
                : row.Part * row.MeanLots * (1 - Math.Exp(-lots[i] / row.MeanLots));
            filled += fill;
            cost += (fill * row.CostBps) + (sentBps * lots[i]);
        }

        return cost + (lambda * (target - filled));
    }

    private static double BestCost(ConvexSolver solver, int rows, int left, double lambda, double sentBps, long[] lots, int at)
    {
        if (at == rows)
        {
            return Cost(solver, lots, left + (int)lots.Sum(), lambda, sentBps);
        }

        double best = double.MaxValue;
        for (int x = 0; x <= left; x++)
        {
            lots[at] = x;
            best = Math.Min(best, BestCost(solver, rows, left - x, lambda, sentBps, lots, at + 1));
        }

        lots[at] = 0;
        return best;
    }
}
