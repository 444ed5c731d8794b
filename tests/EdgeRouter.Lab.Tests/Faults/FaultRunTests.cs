using EdgeRouter.Core.Errors;
using EdgeRouter.Lab.Faults;

namespace EdgeRouter.Lab.Tests.Faults;

internal sealed class FaultRunTests
{
    private static bool IsNightly => Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1";

    [Test]
    public void ShouldHoldEveryInvariantForManySeeds()
    {
        int count = IsNightly ? 10_000 : 200;
        string[] failures = [.. Enumerable.Range(1, count).AsParallel().AsOrdered().Select(seed => Play(new FaultOptions
        {
            Seed = (ulong)seed,
            StepCount = IsNightly ? 400 : 80,
        })).Where(failure => failure.Length > 0)];
        Assert.That(failures, Is.Empty);
    }

    [TestCase(2, 200, false)]
    [TestCase(14, 200, false)]
    [TestCase(84, 200, false)]
    [TestCase(113, 200, false)]
    [TestCase(1379, 200, false)]
    [TestCase(53, 400, false)]
    [TestCase(1260, 400, false)]
    [TestCase(1996, 400, false)]
    [TestCase(2824, 400, false)]
    [TestCase(2875, 400, false)]
    [TestCase(3931, 400, false)]
    [TestCase(4554, 400, false)]
    [TestCase(5141, 400, false)]
    [TestCase(5838, 400, false)]
    [TestCase(6116, 400, false)]
    [TestCase(6698, 400, false)]
    [TestCase(7009, 400, false)]
    [TestCase(8404, 400, false)]
    [TestCase(8487, 400, false)]
    [TestCase(9218, 400, false)]
    [TestCase(9423, 400, false)]
    [TestCase(9, 400, true)]
    [TestCase(63, 400, true)]
    [TestCase(72, 400, true)]
    [TestCase(2127, 400, true)]
    public void ShouldHoldWhereItOnceBroke(int seed, int steps, bool hasReference) =>
        Assert.That(Play(new FaultOptions { Seed = (ulong)seed, StepCount = steps, HasReference = hasReference }), Is.Empty);

    [Test]
    public void ShouldHoldEveryInvariantWhereverItCrashes()
    {
        int seedCount = IsNightly ? 10 : 1;
        int stride = IsNightly ? 1 : 8;
        for (ulong seed = 1; seed <= (ulong)seedCount; seed++)
        {
            var quiet = new FaultOptions { Seed = seed, StepCount = 30, CrashEvery = 0 };
            int records = (int)FaultRun.Run(quiet).RecordCount;
            string[] failures = [.. Enumerable.Range(1, records / stride).AsParallel().AsOrdered()
                .Select(record => Play(quiet with { CrashAt = record * stride })).Where(failure => failure.Length > 0)];
            Assert.That(failures, Is.Empty);
        }
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(40)]
    public void ShouldHoldEveryInvariantWhenItCrashesAllTheTime(int every)
    {
        int steps = IsNightly ? 60 : Math.Min(40, 4 + every);
        for (ulong seed = 1; seed <= (IsNightly ? 20UL : 1UL); seed++)
        {
            Assert.That(Play(new FaultOptions { Seed = seed, StepCount = steps, CrashEvery = every }), Is.Empty);
        }
    }

    [Test]
    public void ShouldReplayARunToTheBit()
    {
        for (ulong seed = 1; seed <= (IsNightly ? 300UL : 6UL); seed++)
        {
            Assert.That(Play(new FaultOptions { Seed = seed, StepCount = 100, CrashEvery = 0, Replays = true }), Is.Empty);
        }
    }

    [Test]
    public void ShouldRepeatARunToTheBit()
    {
        FaultResult first = FaultRun.Run(new FaultOptions { Seed = 5 });
        FaultResult second = FaultRun.Run(new FaultOptions { Seed = 5 });
        FaultResult other = FaultRun.Run(new FaultOptions { Seed = 6 });
        Assert.That(first.ChildCount, Is.GreaterThan(10));
        Assert.That((second.Hash, second.RecordCount, second.CrashCount), Is.EqualTo((first.Hash, first.RecordCount, first.CrashCount)));
        Assert.That(other.Hash, Is.Not.EqualTo(first.Hash));
    }

    [Test]
    public void ShouldNameAnOptionThatIsOutOfRange() => Assert.That(
        () => FaultRun.Run(new FaultOptions { StepCount = 0 }), Throws.TypeOf<EdgeRouterException>().With.Message.Contains("StepCount"));

    private static string Play(FaultOptions options)
    {
        FaultResult result = FaultRun.Run(options);
        return result.IsGood ? string.Empty : $"{result.Options.Command}\n  step {result.Step}: {result.Broken}: {result.Finding}";
    }
}
