using EdgeRouter.Core.Numerics;

namespace EdgeRouter.Core.Tests.Numerics;

[TestFixture]
public sealed class DeterministicMathTests
{
    private const double Bound = 1e-12;
    private const double SmallestNormal = 2.2250738585072014e-308;
    private ulong _state;

    [SetUp]
    public void Seed() => _state = 20_240_607;

    [Test]
    public void ShouldKeepExpWithinBoundOverWholeRange()
    {
        for (int i = 0; i < 400_000; i++)
        {
            double x = -708.0 + (NextUnit() * (709.7 + 708.0));
            AssertRelative(DeterministicMath.Exp(x), Math.Exp(x), x);
            double small = (NextUnit() - 0.5) * 2e-3;
            AssertRelative(DeterministicMath.Exp(small), Math.Exp(small), small);
        }
    }

    [Test]
    public void ShouldKeepExp2WithinBoundOverWholeRange()
    {
        for (int i = 0; i < 400_000; i++)
        {
            double x = -1022.0 + (NextUnit() * 2045.9);
            AssertRelative(DeterministicMath.Exp2(x), Math.Pow(2.0, x), x);
        }
    }

    [Test]
    public void ShouldKeepLogWithinBoundOverWholeRange()
    {
        for (int i = 0; i < 400_000; i++)
        {
            double any = BitConverter.Int64BitsToDouble((long)(NextBits() % 0x7FF0_0000_0000_0000UL));
            AssertRelative(DeterministicMath.Log(any), Math.Log(any), any);
            double nearOne = 1.0 + ((NextUnit() - 0.5) * 1e-3);
            AssertRelative(DeterministicMath.Log(nearOne), Math.Log(nearOne), nearOne);
        }
    }

    [Test]
    public void ShouldKeepLogisticWithinBoundAndSymmetric()
    {
        for (int i = 0; i < 100_000; i++)
        {
            double x = (NextUnit() - 0.5) * 1400.0;
            double expected = x >= 0 ? 1.0 / (1.0 + Math.Exp(-x)) : Math.Exp(x) / (1.0 + Math.Exp(x));
            AssertRelative(DeterministicMath.Logistic(x), expected, x);
            double near = x / 100.0;
            Assert.That(DeterministicMath.Logistic(near) + DeterministicMath.Logistic(-near), Is.EqualTo(1.0).Within(1e-15));
        }

        Assert.Multiple(() =>
        {
            Assert.That(DeterministicMath.Logistic(0.0), Is.EqualTo(0.5));
            Assert.That(DeterministicMath.Logistic(double.NegativeInfinity), Is.Zero);
            Assert.That(DeterministicMath.Logistic(double.PositiveInfinity), Is.EqualTo(1.0));
            Assert.That(DeterministicMath.Logistic(double.NaN), Is.NaN);
        });
    }

    [Test]
    public void ShouldMatchCorrectlyRoundedConstants()
    {
        // Decimal expansions from published tables (e, e^10, e^-1, ln 10, ln 2).
        AssertRelative(DeterministicMath.Exp(1.0), 2.71828182845904523536, 1.0);
        AssertRelative(DeterministicMath.Exp(10.0), 22026.4657948067165170, 10.0);
        AssertRelative(DeterministicMath.Exp(-1.0), 0.36787944117144232160, -1.0);
        AssertRelative(DeterministicMath.Log(10.0), 2.30258509299404568402, 10.0);
        AssertRelative(DeterministicMath.Log(2.0), 0.69314718055994530942, 2.0);
        Assert.That(DeterministicMath.Exp(0.0), Is.EqualTo(1.0));
        Assert.That(DeterministicMath.Log(1.0), Is.Zero);
    }

    [Test]
    public void ShouldRaiseTwoToWholeNumbersExactly()
    {
        for (int k = -1074; k <= 1023; k++)
        {
            Assert.That(DeterministicMath.Exp2(k), Is.EqualTo(Math.ScaleB(1.0, k)), $"k = {k}");
        }
    }

    [Test]
    public void ShouldHandleEdges()
    {
        Assert.Multiple(() =>
        {
            Assert.That(DeterministicMath.Exp(double.NaN), Is.NaN);
            Assert.That(DeterministicMath.Exp(double.PositiveInfinity), Is.EqualTo(double.PositiveInfinity));
            Assert.That(DeterministicMath.Exp(double.NegativeInfinity), Is.Zero);
            Assert.That(DeterministicMath.Exp(709.79), Is.EqualTo(double.PositiveInfinity));
            Assert.That(double.IsFinite(DeterministicMath.Exp(709.78)), Is.True);
            Assert.That(DeterministicMath.Exp(-745.2), Is.Zero);
            Assert.That(DeterministicMath.Exp(-740.0), Is.EqualTo(Math.Exp(-740.0)).Within(5e-324));
            Assert.That(DeterministicMath.Exp2(double.NaN), Is.NaN);
            Assert.That(DeterministicMath.Exp2(1024.0), Is.EqualTo(double.PositiveInfinity));
            Assert.That(DeterministicMath.Exp2(-1076.0), Is.Zero);
            Assert.That(DeterministicMath.Log(double.NaN), Is.NaN);
            Assert.That(DeterministicMath.Log(-1.0), Is.NaN);
            Assert.That(DeterministicMath.Log(0.0), Is.EqualTo(double.NegativeInfinity));
            Assert.That(DeterministicMath.Log(-0.0), Is.EqualTo(double.NegativeInfinity));
            Assert.That(DeterministicMath.Log(double.PositiveInfinity), Is.EqualTo(double.PositiveInfinity));
            Assert.That(DeterministicMath.Log(double.Epsilon), Is.EqualTo(-744.4400719213812).Within(1e-9));
        });
    }

    [Test]
    public void ShouldGiveTheSameBitsOnEveryMachine()
    {
        // FNV-1a of the result bits: a change means that an instruction set, a compiler or an edit changed an answer.
        ulong hash = 14695981039346656037UL;
        for (int i = 0; i < 20_000; i++)
        {
            double unit = NextUnit();
            hash = Mix(hash, DeterministicMath.Exp((unit * 80.0) - 40.0));
            hash = Mix(hash, DeterministicMath.Exp2((unit * 80.0) - 40.0));
            hash = Mix(hash, DeterministicMath.Log(unit + 1e-9));
        }

        Assert.That(hash, Is.EqualTo(0xB306805FEAD62C2CUL), $"hash is 0x{hash:X16}");
    }

    private static ulong Mix(ulong hash, double value) => (hash ^ (ulong)BitConverter.DoubleToInt64Bits(value)) * 1099511628211UL;

    private static void AssertRelative(double actual, double expected, double argument)
    {
        double scale = Math.Max(Math.Abs(expected), SmallestNormal);
        if (!(Math.Abs(actual - expected) <= Bound * scale))
        {
            Assert.Fail($"at {argument:R}: {actual:R}, expected {expected:R}");
        }
    }

    private double NextUnit() => (NextBits() >> 11) * (1.0 / 9007199254740992.0);

    private ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15UL;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
