using System.Text.RegularExpressions;
using EdgeRouter.Features.Catalog;

namespace EdgeRouter.Features.Tests.Catalog;

public sealed partial class FeatureCatalogTests
{
    [Test]
    public void ShouldHaveOneEntryForEachPosition()
    {
        Assert.That(FeatureCatalog.Features.ToArray().Select(f => f.Feature), Is.EqualTo(Enum.GetValues<Feature>()));
        Assert.That(FeatureCatalog.Features.ToArray().Select(f => f.Index), Is.EqualTo(Enumerable.Range(0, FeatureCatalog.Count)));
    }

    [Test]
    public void ShouldNameFeaturesUniquelyInSnakeCase()
    {
        string[] names = [.. FeatureCatalog.Features.ToArray().Select(f => f.Name)];
        Assert.That(names, Is.Unique);
        Assert.That(names, Has.All.Matches<string?>(n => SnakeCase().IsMatch(n!)));
    }

    [Test]
    public void ShouldFindByName()
    {
        Assert.That(FeatureCatalog.TryFind("spread_bps", out FeatureDefinition spread), Is.True);
        Assert.That(spread.Feature, Is.EqualTo(Feature.Spread));
        Assert.That(FeatureCatalog.TryFind("no_such", out _), Is.False);
    }

    [Test]
    public void ShouldHaveACurrentPage()
    {
        string path = Path.Combine(Root(), "src", "docs", "FEATURES.md");
        if (Environment.GetEnvironmentVariable("EDGEROUTER_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, FeatureCatalog.ToMarkdown());
        }

        Assert.That(File.ReadAllText(path), Is.EqualTo(FeatureCatalog.ToMarkdown()), "set EDGEROUTER_UPDATE_DOCS=1 once to renew the page");
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EdgeRouter.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("EdgeRouter.sln is in no folder above the tests");
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SnakeCase();
}
