using System.Diagnostics;
using EdgeRouter.Core.Errors;
using EdgeRouter.Lab.Environments;

namespace EdgeRouter.Lab.Tests.Environments;

[TestFixture]
public sealed class EnvironmentPoolTests
{
    private const long MebiByte = 1 << 20;

    [Test]
    public void ShouldGiveTheSameWhateverTheNumberOfThreads()
    {
        double[][] rewards = [.. new[] { 1, 2, 5 }.Select(threads =>
        {
            using var pool = new EnvironmentPool(24, new EnvironmentOptions(), threads);
            return Play(pool);
        })];
        using var alone = new RoutingEnvironment(new EnvironmentOptions());
        double[] single = [.. Enumerable.Range(0, 24).Select(i =>
        {
            Episodes.Play(alone, Episodes.Of((ulong)i));
            return alone.TotalReward;
        })];
        Assert.That(rewards, Is.All.EqualTo(single), "to the bit");
        Assert.That(single.Distinct().Count(), Is.GreaterThan(20));
    }

    [Test]
    public void ShouldHoldAThousandEpisodesInTwoGigabytes()
    {
        using var process = Process.GetCurrentProcess();
        GC.Collect();
        long before = process.WorkingSet64;
        using var pool = new EnvironmentPool(150, new EnvironmentOptions(), 2);
        pool.Reset(i => Episodes.Of((ulong)i));
        process.Refresh();
        long each = (process.WorkingSet64 - before) / 150;
        TestContext.Out.WriteLine($"{each / 1024} KiB an episode");
        Assert.That(each * 1000, Is.LessThan(1800 * MebiByte), "what the runtime takes beside them fits the rest");
        Assert.That(pool.Step(), Is.GreaterThan(120));
    }

    [Test]
    public void ShouldSayWhatIsOutOfRange()
    {
        Assert.That(Assert.Throws<EdgeRouterException>(() => _ = new EnvironmentPool(0, new EnvironmentOptions()))!.Id, Is.EqualTo("ER7125"));
        using var small = new EnvironmentPool(1, new EnvironmentOptions(), rowCountMax: 2);
        small.Reset(_ => Episodes.Of(1));
        Assert.That(Assert.Throws<EdgeRouterException>(() => small.ActionOf(0))!.Id, Is.EqualTo("ER7126"));
    }

    private static double[] Play(EnvironmentPool pool)
    {
        pool.Reset(i => Episodes.Of((ulong)i));
        while (!pool.IsDone)
        {
            for (int i = 0; i < pool.Count; i++)
            {
                if (!pool[i].IsDone)
                {
                    Episodes.Value((ulong)i, pool[i].StepCount, pool.ActionOf(i));
                }
            }

            pool.Step();
        }

        return [.. Enumerable.Range(0, pool.Count).Select(i => pool[i].TotalReward)];
    }
}
