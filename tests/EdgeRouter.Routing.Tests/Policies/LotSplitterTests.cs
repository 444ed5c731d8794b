using EdgeRouter.Core.Randomness;
using EdgeRouter.Routing.Policies;

namespace EdgeRouter.Routing.Tests.Policies;

[TestFixture]
public sealed class LotSplitterTests
{
    [TestCase(700, 100, new long[] { 200, 400, 300 }, new long[] { 200, 400, 100 })]
    [TestCase(950, 100, new long[] { 200, 400, 300 }, new long[] { 250, 400, 300 })]
    [TestCase(1050, 100, new long[] { 200, 400, 300 }, new long[] { 200, 400, 300 })]
    [TestCase(30, 100, new long[] { 30, 30 }, new long[] { 30, 0 })]
    [TestCase(0, 100, new long[] { 100 }, new long[] { 0 })]
    public void ShouldFillInOrder(long quantity, long lot, long[] capacities, long[] expected)
    {
        var result = new long[capacities.Length];
        LotSplitter.FillInOrder(quantity, lot, capacities, result);
        Assert.That(result, Is.EqualTo(expected));
    }

    [TestCase(600, 100, new long[] { 400, 300 }, new long[0], new long[] { 400, 200 })]
    [TestCase(650, 100, new long[] { 300, 300 }, new long[0], new long[] { 350, 300 })]
    [TestCase(500, 100, new long[] { 0, 0 }, new long[0], new long[] { 300, 200 })]
    [TestCase(1000, 100, new long[] { 900, 100 }, new long[] { 300, 300 }, new long[] { 300, 300 })]
    [TestCase(500, 100, new long[] { 900, 100 }, new long[] { 300, 300 }, new long[] { 300, 200 })]
    public void ShouldShare(long quantity, long lot, long[] weights, long[] capacities, long[] expected)
    {
        var result = new long[weights.Length];
        LotSplitter.Share(quantity, lot, weights, capacities, result);
        Assert.That(result, Is.EqualTo(expected));
    }

    [Test]
    public void ShouldNeitherLoseNorInventShares()
    {
        const ulong Seed = 5;
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new DeterministicRandom(Seed);
        for (int run = 0; run < 20_000; run++)
        {
            int rows = 1 + random.NextInt32(6);
            long lot = 1 + random.NextInt32(100);
            long quantity = random.NextInt32(5_000);
            long[] capacities = new long[rows];
            long[] weights = new long[rows];
            for (int i = 0; i < rows; i++)
            {
                capacities[i] = random.NextInt32(20) * lot;
                weights[i] = random.NextInt32(4) * (long)random.NextInt32(1_000_000_000) * 1_000_000_000;
            }

            var result = new long[rows];
            LotSplitter.Share(quantity, lot, weights, capacities, result);
            long room = capacities.Sum();
            long expected = quantity - (quantity % lot) <= room ? quantity : room;
            Assert.That(result.Sum(), Is.EqualTo(expected), $"run {run}");
            Assert.That(Enumerable.Range(0, rows).All(i => result[i] >= 0 && result[i] - (i == 0 ? quantity % lot : 0) <= capacities[i]), $"run {run}");
            LotSplitter.Share(quantity, lot, weights, default, result);
            Assert.That(result.Sum(), Is.EqualTo(quantity), $"run {run}");
        }
    }
}
