using EdgeRouter.Core.Errors;
using EdgeRouter.Learning.Policies;
using EdgeRouter.Routing.Policies.Convex;

namespace EdgeRouter.Learning.Tests.Policies;

[TestFixture]
public sealed class ConvexTrainingTests
{
    [Test]
    public void ShouldReadWhatItWroteAndReplaceIt()
    {
        using var folder = new TempFolder();
        string models = folder.File("models");
        ConvexParameters parameters = new() { TakeFillPart = 1.0 / 3.0, UnderfillBps = 0.1 };
        ConvexTraining.Write(models, new ConvexParameters());
        ConvexTraining.Write(models, parameters);
        Assert.That(ConvexTraining.Read(models), Is.EqualTo(parameters));
        Assert.That(Directory.GetFiles(models).Select(Path.GetFileName), Is.EqualTo(new[] { "convex.json" }));
    }

    [Test]
    public void ShouldNameTheFileThatIsMissingOrBad()
    {
        using var folder = new TempFolder();
        string path = Path.Combine(folder.File("models"), "convex.json");
        EdgeRouterException missing = Assert.Throws<EdgeRouterException>(() => ConvexTraining.Read(folder.File("models")));
        Assert.That((missing.Id, missing.ExitCode), Is.EqualTo(("ER7015", ExitCode.BadInput)));
        Assert.That(missing.Message, Does.StartWith(path));
        ConvexTraining.Write(folder.File("models"), new ConvexParameters());
        File.WriteAllText(path, "{}");
        Assert.That(Assert.Throws<EdgeRouterException>(() => ConvexTraining.Read(folder.File("models")))!.ToUserLine(), Does.StartWith($"ER1149: convex parameters in {path} "));
    }

    [Test]
    public void ShouldSayThatAFolderCannotBeMade()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("file"), "x");
        EdgeRouterException e = Assert.Throws<EdgeRouterException>(() => ConvexTraining.Write(folder.File("file"), new ConvexParameters()));
        Assert.That((e.Id, e.ExitCode), Is.EqualTo(("ER7014", ExitCode.Environment)));
    }
}
