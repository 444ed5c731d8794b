using EdgeRouter.Core.Randomness;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.Policies;

[TestFixture]
public sealed class RowOrderTests
{
    private const ulong Seed = 31;

    [TestCase(1, 8)]
    [TestCase(1_000_000, 2)]
    [TestCase(3, 3)]
    [TestCase(int.MaxValue, 600)]
    public void ShouldSortByThreeKeysThenByRow(int spread, int firstCount)
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new DeterministicRandom(Seed);
        var order = new RowOrder();
        for (int run = 0; run < 400; run++)
        {
            var rows = new List<(int Row, long First, long Second, long Third)>();
            order.Clear();
            int count = random.NextInt32(193);
            for (int i = 0; i < count; i++)
            {
                long second = random.NextBool(0.05) ? long.MaxValue - random.NextInt32(2) : random.NextBool(0.05) ? long.MinValue : random.NextInt32(spread) - (spread / 2);
                rows.Add((i, random.NextInt32(firstCount), second, random.NextInt32(3)));
                order.Add(i, rows[^1].First, rows[^1].Second, rows[^1].Third);
            }

            order.Sort();
            int[] expected = [.. rows.OrderBy(r => r.First).ThenBy(r => r.Second).ThenBy(r => r.Third).ThenBy(r => r.Row).Select(r => r.Row)];
            Assert.That(Enumerable.Range(0, order.Count).Select(i => order[i].Row), Is.EqualTo(expected), $"run {run}");
        }
    }

    [Test]
    public void ShouldHandOutEveryRowOnceInOrder()
    {
        var order = new RowOrder();
        for (int i = 0; i < 20; i++)
        {
            order.Add(i, 0, -i, 0);
        }

        order.Sort();
        Assert.That(order.TryStartStep(out int first) && first == 0);
        order.Use(2);
        Assert.That(order.Step.ToArray(), Is.EqualTo(new[] { 19, 17 }));
        Assert.That(order.TryStartStep(out int second) && second == 1);
        Assert.That(order.TryStartStep(out int third) && third == 3, "2 is used");
        int left = 0;
        while (order.TryStartStep(out _))
        {
            left++;
        }

        Assert.That(left, Is.EqualTo(16));
    }

    [Test]
    public void ShouldNotAllocate()
    {
        var order = new RowOrder();
        GcAssert.DoesNotAllocate(() =>
        {
            order.Clear();
            for (int i = 0; i < 48; i++)
            {
                order.Add(i, 0, (i * 37) % 48, 0);
            }

            order.Sort();
        });
    }
}
