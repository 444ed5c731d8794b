using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using EdgeRouter.Cli.Tests.Captures;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Cli.Tests.Scoring;

/// <summary>Every reference model through the verb, against the answers of the library that trained it.</summary>
[TestFixture]
public sealed class ScoreFixtureTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void ShouldReproduceTheLibrariesBitForBit()
    {
        int count = 0;
        foreach (ModelFixture fixture in ModelFixture.All())
        {
            byte[] raw = fixture.Score(_folder, fixture.Rows, fixture.Ending, "--exact", "--raw");
            byte[] outputs = fixture.Score(_folder, fixture.Rows, fixture.Ending, "--exact");
            Assert.That(raw.AsSpan().SequenceEqual(File.ReadAllBytes(fixture.Raw)), Is.True, $"raw margins of {fixture}");
            Assert.That(outputs.AsSpan().SequenceEqual(File.ReadAllBytes(fixture.Predictions)), Is.True, $"outputs of {fixture}");
            count++;
        }

        Assert.That(count, Is.GreaterThanOrEqualTo(29), "10 XGBoost models in two formats and 9 of LightGBM");
    }

    [Test]
    public void ShouldStayWithinTheStatedBound()
    {
        foreach (ModelFixture fixture in ModelFixture.All())
        {
            CompiledForest forest = fixture.Forest;
            double[] raw = Doubles(fixture.Score(_folder, fixture.Rows, "f64", "--raw"));
            double[] library = fixture.Values(fixture.Raw);
            Assert.That(raw, Has.Length.EqualTo(library.Length), $"{fixture}");
            for (int i = 0; i < raw.Length; i++)
            {
                ForestOutput output = forest.Outputs[i % forest.Outputs.Length];
                double expected = InFixedPoint(forest, output, library[i]);
                Assert.That(Math.Abs(raw[i] - expected), Is.LessThanOrEqualTo(output.ErrorBound), $"{fixture}, row {i / forest.Outputs.Length}");
            }
        }
    }

    // No link is steeper than its own value, or than 1; the libraries' float32 links are off by about 1e-7, their double links by much less.
    [Test]
    public void ShouldGiveOutputsLikeTheLibraries()
    {
        foreach (ModelFixture fixture in ModelFixture.All())
        {
            CompiledForest forest = fixture.Forest;
            double[] outputs = Doubles(fixture.Score(_folder, fixture.Rows, "f64"));
            double[] library = fixture.Values(fixture.Predictions);
            double share = forest.Outputs.ToArray().Max(static o => o.ErrorBound) + (fixture.IsXgboost ? 1e-6 : 1e-12);
            Assert.That(outputs, Has.Length.EqualTo(library.Length), $"{fixture}");
            for (int i = 0; i < outputs.Length; i++)
            {
                double expected = InFixedPoint(forest, forest.Outputs[i % forest.Outputs.Length], library[i]);
                Assert.That(outputs[i], Is.EqualTo(expected).Within(share * (1.0 + Math.Abs(expected))), $"{fixture}, value {i}");
            }
        }
    }

    [Test]
    public void ShouldReadTheSameRowsFromText()
    {
        foreach (ModelFixture fixture in ModelFixture.Xgboost("model.ubj").Concat(ModelFixture.LightGbm()))
        {
            string rows = WriteShuffledText(fixture);
            byte[] binary = fixture.Score(_folder, fixture.Rows, fixture.Ending, "--exact");
            Assert.That(fixture.Score(_folder, rows, fixture.Ending, "--exact").AsSpan().SequenceEqual(binary), Is.True, $"{fixture}");
            Assert.That(ReadText(fixture.Score(_folder, rows, "csv", "--exact"), fixture.IsXgboost).AsSpan().SequenceEqual(binary), Is.True, $"text out of {fixture}");
        }
    }

    [Test]
    public void ShouldSendMissingValuesTheirOwnWay()
    {
        ModelFixture fixture = ModelFixture.Xgboost("model.ubj").Single(static f => f.Options.Length > 0);
        byte[] unaware = (fixture with { Options = [] }).Score(_folder, fixture.Rows, "f32", "--exact", "--raw");
        Assert.That(fixture.Values(fixture.Rows), Does.Contain(-999.0));
        Assert.That(unaware.AsSpan().SequenceEqual(File.ReadAllBytes(fixture.Raw)), Is.False, "-999 must not be read as a number");
    }

    // Columns in the opposite order, with one more that is no number.
    private string WriteShuffledText(ModelFixture fixture)
    {
        string[] names = fixture.Forest.FeatureNames.ToArray();
        double[] values = fixture.Values(fixture.Rows);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"row,{string.Join(',', names.Reverse())}");
        for (int start = 0; start < values.Length; start += names.Length)
        {
            string[] fields = [.. values.AsSpan(start, names.Length).ToArray().Reverse().Select(x => double.IsNaN(x) ? string.Empty : Text(x, fixture.IsXgboost))];
            text.AppendLine(CultureInfo.InvariantCulture, $"r{start},{string.Join(',', fields)}");
        }

        return _folder.Write("rows.csv", Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string Text(double value, bool isSingle) => isSingle ? ((float)value).ToString(CultureInfo.InvariantCulture) : value.ToString(CultureInfo.InvariantCulture);

    private static byte[] ReadText(byte[] text, bool areSingles)
    {
        string[] lines = Encoding.UTF8.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines[0], Does.StartWith("score"));
        IEnumerable<string> fields = lines[1..].SelectMany(static line => line.Split(','));
        return [.. fields.SelectMany(field => areSingles
            ? BitConverter.GetBytes(float.Parse(field, CultureInfo.InvariantCulture))
            : BitConverter.GetBytes(double.Parse(field, CultureInfo.InvariantCulture)))];
    }

    // Sums of linear leaves grow with the inputs (some rows hold 1e300, one gives NaN): they end at 2^53 steps of the scale, and NaN is 0.
    private static double InFixedPoint(CompiledForest forest, ForestOutput output, double value)
    {
        double limit = forest.Models[output.Model].IsLinear ? Math.Pow(2, 53 - output.ScaleBits) : double.PositiveInfinity;
        return double.IsNaN(value) ? 0.0 : Math.Clamp(value, -limit, limit);
    }

    private static double[] Doubles(byte[] bytes) => MemoryMarshal.Cast<byte, double>(bytes).ToArray();
}
