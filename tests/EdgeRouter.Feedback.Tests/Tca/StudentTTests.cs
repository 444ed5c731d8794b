using EdgeRouter.Feedback.Tca;

namespace EdgeRouter.Feedback.Tests.Tca;

public sealed class StudentTTests
{
    // Printed tables of Student's t (e.g. NIST/SEMATECH e-Handbook 1.3.6.7.2).
    [TestCase(0.975, 1, 12.706)]
    [TestCase(0.975, 2, 4.303)]
    [TestCase(0.975, 5, 2.571)]
    [TestCase(0.975, 10, 2.228)]
    [TestCase(0.975, 30, 2.042)]
    [TestCase(0.975, 100, 1.984)]
    [TestCase(0.95, 4, 2.132)]
    [TestCase(0.99, 7, 2.998)]
    [TestCase(0.999, 3, 10.215)]
    [TestCase(0.995, 1, 63.657)]
    public void ShouldMatchPrintedTables(double probability, int degreesOfFreedom, double expected) =>
        Assert.That(StudentT.Quantile(probability, degreesOfFreedom), Is.EqualTo(expected).Within(0.0005));

    [Test]
    public void ShouldMatchClosedFormsForOneAndTwoDegrees()
    {
        foreach (double t in new[] { -30, -2.5, -0.3, 0, 0.01, 1, 4, 100 })
        {
            Assert.That(StudentT.Cdf(t, 1), Is.EqualTo(0.5 + (Math.Atan(t) / Math.PI)).Within(1e-12), $"t {t}, 1 degree");
            Assert.That(StudentT.Cdf(t, 2), Is.EqualTo(0.5 + (t / (2 * Math.Sqrt(2 + (t * t))))).Within(1e-12), $"t {t}, 2 degrees");
        }
    }

    [Test]
    public void ShouldApproachTheNormalDistribution() => Assert.That(StudentT.Quantile(0.975, 1e6), Is.EqualTo(1.959966).Within(1e-5));

    [Test]
    public void ShouldRefuseWhatHasNoQuantile()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Quantile(1.0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Quantile(0.975, 0));
    }
}
