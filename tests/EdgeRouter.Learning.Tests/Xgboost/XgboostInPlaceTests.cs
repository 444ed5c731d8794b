using EdgeRouter.Core.Errors;
using EdgeRouter.Learning.Xgboost;

namespace EdgeRouter.Learning.Tests.Xgboost;

[TestFixture]
public sealed class XgboostInPlaceTests
{
    private const int RowCount = 500;
    private static readonly int FeatureCount = SyntheticData.Names.Length;

    [SetUp]
    public void NeedLibrary()
    {
        try
        {
            XgboostLibrary.EnsureAvailable();
        }
        catch (EdgeRouterException e)
        {
            Assert.Ignore(e.Message);
        }
    }

    [Test]
    public void ShouldPredictInPlaceWhatADatasetGives()
    {
        var data = new SyntheticData(23, RowCount, binary: true);
        using XgboostDataset dataset = data.ToDataset();
        using XgboostModel trained = Train(dataset, 20);
        float[] expected = trained.PredictMargins(dataset);
        Assert.That(expected.Distinct().Count(), Is.GreaterThan(50), "it must have learned something");
        foreach (byte[] file in (byte[][])[trained.ToUbj(), trained.ToJson()])
        {
            using XgboostModel loaded = XgboostModel.Load(file);
            Assert.That(loaded.History, Is.Empty);
            Assert.That(loaded.PredictInPlace(data.Rows, FeatureCount).ToArray(), Is.EqualTo(expected));
            Assert.That(loaded.PredictInPlace(data.Row(7), FeatureCount).ToArray(), Is.EqualTo(new[] { expected[7] }));
        }
    }

    [Test]
    public void ShouldPredictWithTheFirstRoundsAlone()
    {
        var data = new SyntheticData(29, RowCount, binary: false);
        using XgboostDataset dataset = data.ToDataset();
        using XgboostModel few = Train(dataset, 5);
        using XgboostModel all = Train(dataset, 20);
        float[] first = all.PredictInPlace(data.Rows, FeatureCount, 5).ToArray();
        Assert.That(first, Is.EqualTo(few.PredictMargins(dataset)));
        Assert.That(all.PredictInPlace(data.Rows, FeatureCount).ToArray(), Is.Not.EqualTo(first));
    }

    [Test]
    public void ShouldAllocateNothingInPlace()
    {
        var data = new SyntheticData(31, 64, binary: false);
        using XgboostDataset dataset = data.ToDataset();
        using XgboostModel model = Train(dataset, 3);
        float sum = model.PredictInPlace(data.Rows, FeatureCount)[0];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            sum += model.PredictInPlace(data.Rows, FeatureCount)[0];
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(float.IsFinite(sum));
    }

    [Test]
    public void ShouldRefuseWhatIsNoModelAndWrongRows()
    {
        Assert.That(Assert.Throws<EdgeRouterException>(() => XgboostModel.Load("{\"learner\":3}"u8).Dispose())!.Id, Is.EqualTo("ER7001"));
        var data = new SyntheticData(37, 64, binary: false);
        using XgboostDataset dataset = data.ToDataset();
        using XgboostModel model = Train(dataset, 3);
        Assert.That(() => model.PredictInPlace(data.Rows.AsSpan(1), FeatureCount).Length, Throws.ArgumentException);
        Assert.That(() => model.PredictInPlace([], FeatureCount).Length, Throws.ArgumentException);
        Assert.That(Assert.Throws<EdgeRouterException>(() => _ = model.PredictInPlace(data.Rows.AsSpan(0, 8), 4).Length)!.Id, Is.EqualTo("ER7001"), "the model has five features");
    }

    private static XgboostModel Train(XgboostDataset dataset, int rounds) => XgboostTrainer.Train(dataset, new XgboostTrainingOptions
    {
        Parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["objective"] = "reg:squarederror", ["tree_method"] = "hist", ["max_depth"] = "4" },
        RoundCount = rounds,
        Seed = 3,
    });
}
