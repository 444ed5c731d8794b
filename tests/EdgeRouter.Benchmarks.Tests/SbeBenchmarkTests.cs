namespace EdgeRouter.Benchmarks.Tests;

[TestFixture]
public sealed class SbeBenchmarkTests
{
    [Test]
    public void ShouldReadEveryFieldThatTheWalkerReads()
    {
        SbeFlatBenchmarks flat = new();
        SbeBookBenchmarks book = new();
        SbeCarBenchmarks car = new();
        SbeCaptureBenchmarks capture = new();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(flat.Read(), Is.EqualTo(flat.Walk()));
            Assert.That(book.Read(), Is.EqualTo(book.Walk()));
            Assert.That(car.Read(), Is.EqualTo(car.Walk()));
            Assert.That(capture.Read(), Is.EqualTo(capture.Walk()));
        }
    }

    [Test]
    public void ShouldWriteTheWholeCar() => Assert.That(new SbeCarBenchmarks().Write(), Is.EqualTo(64 * 205), "207 bytes with another activation code");
}
