namespace EdgeRouter.RepoTests;

[TestFixture]
public sealed class TextRuleTests
{
    [Test]
    public void ShouldLeaveNoUnfinishedWork() => Offenders.AssertNone(
        TextRules.TextFiles.SelectMany(path => TextRules.UnfinishedWork(Repository.Read(path), path)),
        "Words of unfinished work; finish it, or open an issue:");

    [Test]
    public void ShouldNameNoMachinePath() => Offenders.AssertNone(
        TextRules.TextFiles.SelectMany(path => TextRules.MachinePaths(Repository.Read(path), path)),
        "Paths of one machine; derive them, or take them from the environment:");

    [Test]
    public void ShouldReadManyFiles() => Assert.That(TextRules.TextFiles.Count(), Is.GreaterThan(40));

    [TestCase("// TO", "DO: later", 1)]
    [TestCase("throw new NotImplemented", "Exception();", 1)]
    [TestCase("see HA", "CKING.md for the to do list", 0)]
    public void ShouldCatchUnfinishedWork(string left, string right, int faults) =>
        Assert.That(TextRules.UnfinishedWork(left + right, "a.cs").ToArray(), Has.Length.EqualTo(faults));

    [TestCase("\"/ro", "ot/data\"", 1)]
    [TestCase("cd /ho", "me/ann/x", 1)]
    [TestCase("src/wo", "rk/x and network/ho", 0)]
    [TestCase("$HOME/wo", "rk/x", 0)]
    public void ShouldCatchAMachinePath(string left, string right, int faults) =>
        Assert.That(TextRules.MachinePaths(left + right, "a.cs").ToArray(), Has.Length.EqualTo(faults));
}
