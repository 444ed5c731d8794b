using EdgeRouter.Core.Randomness;
using EdgeRouter.Simulation.Calibration.Fit;

namespace EdgeRouter.Simulation.Tests.Calibration;

public sealed class HawkesFitTests
{
    private const int LengthMs = 60_000_000;

    // Drawn as branching families, which is not how the fit sees it.
    [Test]
    public void ShouldFindTheBranchingRatiosOfAKnownProcess()
    {
        var random = new DeterministicRandom(5);
        List<double> times = [];
        for (double time = random.NextExponential(2.0); time < LengthMs / 1e3; time += random.NextExponential(2.0))
        {
            times.Add(time);
        }

        for (int parent = 0; parent < times.Count; parent++)
        {
            Add(times, times[parent], 0.3, 0.1, ref random);
            Add(times, times[parent], 0.2, 3.0, ref random);
        }

        int[] arrivals = [.. times.Where(t => t < LengthMs / 1e3).Order().Select(t => (int)(t * 1e3))];
        (double rate, double[] branching) = HawkesFit.Fit(arrivals, [1.0], LengthMs);

        Assert.Multiple(() =>
        {
            Assert.That(rate, Is.EqualTo(0.5).Within(0.05));
            Assert.That(branching[0], Is.Zero.Within(0.02));
            Assert.That(branching[1], Is.EqualTo(0.3).Within(0.03));
            Assert.That(branching[2], Is.EqualTo(0.2).Within(0.03));
            Assert.That(branching[3], Is.Zero.Within(0.03));
        });
    }

    [Test]
    public void ShouldFindNoExcitementInAPoissonProcess()
    {
        var random = new DeterministicRandom(6);
        List<int> times = [];
        for (double time = random.NextExponential(1.0); time < LengthMs / 1e3; time += random.NextExponential(1.0))
        {
            times.Add((int)(time * 1e3));
        }

        (double rate, double[] branching) = HawkesFit.Fit([.. times], [1.0, 1.0], LengthMs);

        Assert.That(rate, Is.EqualTo(1.0).Within(0.05));
        Assert.That(branching.Sum(), Is.LessThan(0.05));
    }

    [Test]
    public void ShouldSayNothingOfAnEmptyTape() => Assert.That(HawkesFit.Fit([], [1.0], LengthMs).BasePerSecond, Is.Zero);

    private static void Add(List<double> times, double parent, double ratio, double decaySeconds, ref DeterministicRandom random)
    {
        // At most three children: for small ratios as good as Poisson, with the mean kept.
        for (int child = 0; child < 3; child++)
        {
            if (random.NextBool(ratio / 3))
            {
                times.Add(parent + random.NextExponential(decaySeconds));
            }
        }
    }
}
