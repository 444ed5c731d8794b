using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;
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
        Assert.That(map.IsIdentity, Is.False);
        Assert.That(Map("\"size\",\"spread\"", "size", "spread").IsIdentity, Is.True);
        Assert.That(Map("\"size\",\"spread\"", "size", "spread", "hour").IsIdentity, Is.False, "the caller's rows are longer");
    }

    [Test]
    public void ShouldMoveTreesAndLinearTermsToTheCallersPlaces()
    {
        const string Weights = "\"weights\":[2E0,-3E0,1E0],";
        byte[][] files = [TinyModel.Json(), TinyModel.Json(booster: "gblinear", extra: Weights)];
        foreach (byte[] file in files)
        {
            TreeEnsemble model = ModelImporter.Parse(file, "tiny");
            TreeEnsemble moved = FeatureMap.Create(model, ["hour", "spread", "size"], "tiny").Apply(model);
            Assert.That(moved.FeatureNames.ToArray(), Is.EqualTo(new[] { "hour", "spread", "size" }));
            foreach (float size in new[] { 1f, 1.5f, float.NaN })
            {
                foreach (float spread in new[] { -0.5f, 0f, float.NaN })
                {
                    Assert.That(new ExactEvaluator(moved).Margin([7f, spread, size]), Is.EqualTo(new ExactEvaluator(model).Margin([size, spread])));
                }
            }
        }
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
