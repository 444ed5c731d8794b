using EdgeRouter.Core.Os;

namespace EdgeRouter.Core.Tests.Os;

/// <summary>Expectations were computed with 30 digits and rounded.</summary>
[TestFixture]
public sealed class MathLibraryTests
{
    [TestCase(0.0, 0.0)]
    [TestCase(1.0, 0.6931471805599453)]
    [TestCase(1e-300, 1e-300)]
    [TestCase(4.248354255291589e-18, 4.248354255291589e-18)]
    [TestCase(2.061153622438558e-9, 2.0611536203143807e-9)]
    [TestCase(1.6487212707001282, 0.9740769841801067)]
    [TestCase(-0.5, -0.6931471805599453)]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity)]
    public void ShouldTakeLogarithmOfOnePlus(double x, double expected)
    {
        Assert.That(MathLibrary.LogOnePlus(x), Is.EqualTo(expected).Within(1).Ulps);
        Assert.That(MathLibrary.LogOnePlusPortable(x), Is.EqualTo(expected).Within(4).Ulps);
    }

    [TestCase(double.NaN)]
    [TestCase(-2.0)]
    public void ShouldGiveNaNWhereThereIsNone(double x)
    {
        Assert.That(MathLibrary.LogOnePlus(x), Is.NaN);
        Assert.That(MathLibrary.LogOnePlusPortable(x), Is.NaN);
    }
}
