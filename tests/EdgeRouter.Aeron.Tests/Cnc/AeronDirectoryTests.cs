using EdgeRouter.Aeron.Cnc;

namespace EdgeRouter.Aeron.Tests.Cnc;

[NonParallelizable]
public sealed class AeronDirectoryTests
{
    private const string Variable = "AERON_DIR";
    private string? _before;

    [SetUp]
    public void SetUp() => _before = Environment.GetEnvironmentVariable(Variable);

    [TearDown]
    public void TearDown() => Environment.SetEnvironmentVariable(Variable, _before);

    [Test]
    public void ShouldTakeTheVariable()
    {
        Environment.SetEnvironmentVariable(Variable, "/dev/shm/somewhere");
        Assert.That(AeronDirectory.Default(), Is.EqualTo("/dev/shm/somewhere"));
    }

    [Test]
    [Platform("Linux")]
    public void ShouldNameTheUserOtherwise()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        Assert.That(AeronDirectory.Default(), Is.EqualTo($"/dev/shm/aeron-{Environment.UserName}"));
    }

    [Test]
    public void ShouldNameLogBuffersByTheirNumbers()
    {
        Assert.That(AeronDirectory.PublicationLog("/d", 17), Is.EqualTo("/d/publications/17.logbuffer"));
        Assert.That(AeronDirectory.ImageLog("/d", -2), Is.EqualTo("/d/images/-2.logbuffer"));
    }
}
