using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.Policies;

[TestFixture]
public sealed class DefinitionTests
{
    private static string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "definitions");

    public static IEnumerable<TestCaseData> Definitions() =>
        from path in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "definitions"), "*.txt").Order(StringComparer.Ordinal)
        select new TestCaseData(Path.GetFileName(path)).SetName("Should" + Path.GetFileNameWithoutExtension(path));

    [TestCaseSource(nameof(Definitions))]
    public void ShouldBuildTheExpectedWaterfall(string file)
    {
        var script = RoutingScript.Parse(File.ReadLines(Path.Combine(Folder, file)));
        Assert.That(script.Run(), Is.EqualTo(script.Expected), file);
    }

    [Test]
    public void ShouldHaveDefinitions() => Assert.That(Definitions().Count(), Is.GreaterThanOrEqualTo(12));
}
