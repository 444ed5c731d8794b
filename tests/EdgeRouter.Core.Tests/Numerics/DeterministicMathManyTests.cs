using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Core.Tests.Numerics;

[TestFixture]
public sealed class DeterministicMathManyTests
{
    private const ulong Seed = 88;

    private static readonly double[] Special =
        [0.0, -0.0, 1.0, 707.9, -707.9, 708.0, -708.0, -708.1, 709.0, 709.7, 745.2, -745.2, 1e300, -1e300, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, 1e-17, double.MaxValue, 2.3e-308, 2.2e-308];

    private delegate void Many(Span<double> values);

    [Test]
    public void ShouldGiveTheSameBitsForManyAsForEach([Values("logistic", "exp", "log")] string name)
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        (Func<double, double> one, Many many) = name switch
        {
            "logistic" => ((Func<double, double>)DeterministicMath.Logistic, (Many)DeterministicMath.Logistic),
            "exp" => (DeterministicMath.Exp, DeterministicMath.Exp),
            _ => (DeterministicMath.Log, DeterministicMath.Log),
        };
        var random = new DeterministicRandom(Seed);
        for (int run = 0; run < 20_000; run++)
        {
            var values = new double[random.NextInt32(50)];
            for (int i = 0; i < values.Length; i++)
            {
                double spread = run % 3 == 0 ? 1_500 : 20;
                values[i] = random.NextBool(0.02) ? Special[random.NextInt32(Special.Length)] : (random.NextDouble() - (name == "log" ? 0.001 : 0.5)) * spread;
            }

            double[] given = [.. values];
            many(values);
            for (int i = 0; i < values.Length; i++)
            {
                double expected = one(given[i]);
                bool isSame = BitConverter.DoubleToInt64Bits(values[i]) == BitConverter.DoubleToInt64Bits(expected) || (double.IsNaN(values[i]) && double.IsNaN(expected));
                Assert.That(isSame, $"run {run}: {name} of {given[i]:R} is {values[i]:R} and not {expected:R}");
            }
        }
    }
}
