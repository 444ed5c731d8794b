using EdgeRouter.Core.Randomness;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Tests.Compiled;

[TestFixture]
public sealed class CutSorterTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(500)]
    public void ShouldSortAsTheLibraryDoes(int count)
    {
        var random = new DeterministicRandom((ulong)count);
        for (int round = 0; round < 50; round++)
        {
            var thresholds = new double[count];
            for (int i = 0; i < count; i++)
            {
                thresholds[i] = Draw(ref random);
            }

            double[] expected = [.. thresholds.Where(t => !double.IsNaN(t)).Distinct().Order(), .. thresholds.Where(double.IsNaN).Take(1)];
            Assert.That(CutSorter.SortDistinct(thresholds), Is.EqualTo(expected), $"count {count}, round {round}");
        }
    }

    [Test]
    public void ShouldOrderTheEndsOfTheRange() => Assert.That(
        CutSorter.SortDistinct([double.PositiveInfinity, 0.0, double.NegativeInfinity, double.NaN, -double.Epsilon, double.Epsilon, double.NaN, double.MinValue, 0.0]),
        Is.EqualTo(new[] { double.NegativeInfinity, double.MinValue, -double.Epsilon, 0.0, double.Epsilon, double.PositiveInfinity, double.NaN }));

    // Any bits, small numbers with repetitions, and now and then NaN; −0 is read as 0 before it comes here.
    private static double Draw(ref DeterministicRandom random) => random.NextInt32(4) switch
    {
        0 => BitConverter.UInt64BitsToDouble(random.NextUInt64()) + 0.0,
        1 => random.NextInt32(20) == 0 ? double.NaN : (float)random.NextGaussian(),
        _ => random.NextInt32(41) - 20,
    };
}
