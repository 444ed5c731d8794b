using EdgeRouter.Aeron.Tests.Support;

namespace EdgeRouter.Aeron.Tests.Examples;

public sealed class EmbeddedDriverTests
{
    [Test]
    public void ShouldRunTheProgramOfTheDocumentation()
    {
        using TestDirectory folder = new();
        Assert.That(EmbeddedDriver.SumOf(1_000, folder.Path), Is.EqualTo(500_500), "1 + 2 + … + 1,000");
        Assert.That(Directory.Exists(folder.Path), Is.False, "the driver takes its directory away");
    }
}
