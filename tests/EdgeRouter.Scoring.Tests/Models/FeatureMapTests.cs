using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Import;
using EdgeRouter.Scoring.Models;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Models;

[TestFixture]
public sealed class FeatureMapTests
{
    [Test]
    public void ShouldFindFeaturesByName()
    {
        FeatureMap map = Map("\"size\",\"spread\"", "hour", "spread", "size");
        Assert.That(map.Sources.ToArray(), Is.EqualTo(new[] { 2, 1 }));
        Assert.That(map.SourceCount, Is.EqualTo(3));
        Assert.That(map.IsIdentity, Is.False);
        float[] row = [9f, 20f, 10f];
        var modelRow = new float[2];
        map.Gather<float>(row, modelRow);
        Assert.That(modelRow, Is.EqualTo(new[] { 10f, 20f }));
        Assert.That(Map("\"size\",\"spread\"", "size", "spread").IsIdentity, Is.True);
        Assert.That(Map("\"size\",\"spread\"", "size", "spread", "hour").IsIdentity, Is.False, "the caller's rows are longer");
    }

    [Test]
    public void ShouldTakeUnnamedFeaturesByPosition()
    {
        Assert.That(Map(string.Empty, "size", "spread").Sources.ToArray(), Is.EqualTo(new[] { 0, 1 }));
        Assert.That(Map(string.Empty, "f1", "f0").Sources.ToArray(), Is.EqualTo(new[] { 1, 0 }), "names count where they are known");
    }

    [TestCase("\"size\",\"spread\"", "size,width", "feature 1, \"spread\"", "not among the 2")]
    [TestCase("\"size\",\"spread\"", "", "feature 0, \"size\"", "not among the 0")]
    [TestCase("\"size\",\"spread\"", "Size,spread", "feature 0, \"size\"", "not among")]
    [TestCase("\"size\",\"spread\"", "spread,size,spread", "feature 1, \"spread\"", "two features given")]
    [TestCase("\"size\",\"size\"", "size,spread", "feature 1, \"size\"", "two features of the model")]
    [TestCase("", "a,b,c", "feature 0, \"f0\"", "not among the 3")]
    [TestCase("\"a\\nb\",\"c\"", "c", "feature 0, \"a?b\"", "not among")]
    public void ShouldNameFirstFeatureThatDoesNotMap(string names, string features, string feature, string what)
    {
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => Map(names, features.Split(',', StringSplitOptions.RemoveEmptyEntries)))!;
        Assert.That(error.Id, Is.EqualTo("ER4006"));
        Assert.That(error.Message, Does.StartWith("cost.ubj: ").And.Contain(feature).And.Contain(what));
        Assert.That(error.ToUserLine(), Does.Not.Contain('\n'));
    }

    private static FeatureMap Map(string modelNames, params string[] features) =>
        FeatureMap.Create(ModelImporter.Parse(TinyModel.Json(names: modelNames), "tiny"), features, "cost.ubj");
}
