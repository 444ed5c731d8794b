using EdgeRouter.Core.Errors;
using EdgeRouter.Dpdk.Native;

namespace EdgeRouter.Dpdk.Tests;

[TestFixture]
public sealed class DpdkLibraryTests
{
    private string _folder = string.Empty;

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("edgerouter").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void ShouldLookBesideTheProgramThenWhereConfiguredThenAbove()
    {
        string program = Directory.CreateDirectory(Path.Combine(_folder, "a", "b", "program")).FullName;
        string configured = Directory.CreateDirectory(Path.Combine(_folder, "configured")).FullName;
        string above = Touch(Directory.CreateDirectory(Path.Combine(_folder, "a", "artifacts", "native")).FullName);
        Assert.That(DpdkLibrary.Find(program, configured), Is.EqualTo(above));

        string there = Touch(configured);
        Assert.That(DpdkLibrary.Find(program, configured), Is.EqualTo(there));
        Assert.That(DpdkLibrary.Find(program, there), Is.EqualTo(there), "the file itself may be configured");
        Assert.That(DpdkLibrary.Find(program, null), Is.EqualTo(above));

        string beside = Touch(program);
        Assert.That(DpdkLibrary.Find(program, configured), Is.EqualTo(beside));
    }

    [Test]
    public void ShouldSayWhereItLookedWhenNothingIsThere()
    {
        EdgeRouterException? failure = Assert.Throws<EdgeRouterException>(() => DpdkLibrary.Find(_folder, "/nowhere"));
        Assert.That(failure!.Id, Is.EqualTo("ER2101"));
        Assert.That(failure.ExitCode, Is.EqualTo(ExitCode.Environment));
        Assert.That(failure.Message, Does.Contain("/nowhere").And.Contain(_folder).And.Contain("native/build.sh"));
    }

    private static string Touch(string folder)
    {
        string path = Path.Combine(folder, DpdkLibrary.FileName);
        File.WriteAllBytes(path, []);
        return path;
    }
}
