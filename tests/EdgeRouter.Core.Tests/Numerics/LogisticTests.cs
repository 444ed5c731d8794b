using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Core.Tests.Numerics;

[TestFixture]
public sealed class LogisticTests
{
    private const ulong Seed = 88;

    [Test]
    public void ShouldGiveTheSameBitsForManyAsForEach()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new DeterministicRandom(Seed);
        double[] special =
            [0.0, -0.0, 707.9, -707.9, 708.0, -708.0, -708.1, 745.2, -745.2, 1e300, -1e300, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, 1e-17];
        for (int run = 0; run < 20_000; run++)
        {
            var values = new double[random.NextInt32(50)];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = random.NextBool(0.02) ? special[random.NextInt32(special.Length)] : (random.NextDouble() - 0.5) * (run % 3 == 0 ? 1_500 : 20);
            }

            long[] expected = [.. values.Select(v => BitConverter.DoubleToInt64Bits(DeterministicMath.Logistic(v)))];
            double[] given = [.. values];
            DeterministicMath.Logistic(values);
            for (int i = 0; i < values.Length; i++)
            {
                bool isSame = BitConverter.DoubleToInt64Bits(values[i]) == expected[i] || (double.IsNaN(values[i]) && double.IsNaN(given[i]));
                Assert.That(isSame, $"run {run}: logistic of {given[i]:R} is {values[i]:R}");
            }
        }
    }
}
