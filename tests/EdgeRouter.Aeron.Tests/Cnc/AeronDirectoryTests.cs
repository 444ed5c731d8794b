using EdgeRouter.Aeron.Cnc;

namespace EdgeRouter.Aeron.Tests.Cnc;

[NonParallelizable]
public sealed class AeronDirectoryTests
{
    private const string Variable = "AERON_DIR";
    private const string User = "USER";
    private string? _before;
    private string? _user;

    [SetUp]
    public void SetUp() => (_before, _user) = (Environment.GetEnvironmentVariable(Variable), Environment.GetEnvironmentVariable(User));

    [TearDown]
    public void TearDown()
    {
        Environment.SetEnvironmentVariable(Variable, _before);
        Environment.SetEnvironmentVariable(User, _user);
    }

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
        Environment.SetEnvironmentVariable(User, null);
        Assert.That(AeronDirectory.Default(), Is.EqualTo($"/dev/shm/aeron-{Environment.UserName}"));
        Environment.SetEnvironmentVariable(User, "desk");
        Assert.That(AeronDirectory.Default(), Is.EqualTo("/dev/shm/aeron-desk"), "as other Aerons name it");
    }

    [Test]
    public void ShouldNameLogBuffersByTheirNumbers()
    {
        Assert.That(AeronDirectory.PublicationLog("/d", 17), Is.EqualTo("/d/publications/17.logbuffer"));
        Assert.That(AeronDirectory.ImageLog("/d", -2), Is.EqualTo("/d/images/-2.logbuffer"));
    }
}
