using EdgeRouter.Lab.Faults;

namespace EdgeRouter.Lab.Tests.Faults;

internal sealed class FaultRunTests
{

    [Test]
    public void ShouldHoldEveryInvariantForManySeeds()
    {
        int from = int.Parse(Environment.GetEnvironmentVariable("FROM") ?? "1");
        int to = int.Parse(Environment.GetEnvironmentVariable("TO") ?? "200");
        int bad = 0;
        for (int seed = from; seed <= to; seed++)
        {
            FaultResult result = FaultRun.Run(new FaultOptions { Seed = (ulong)seed });
            if (!result.IsGood)
            {
                bad++;
                TestContext.Out.WriteLine($"{seed} step {result.Step}: {result.Broken}: {result.Finding}");
            }
        }

        Assert.That(bad, Is.Zero);
    }
}
