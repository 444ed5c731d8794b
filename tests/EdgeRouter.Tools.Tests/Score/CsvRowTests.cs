using System.Globalization;
using System.Text;
using EdgeRouter.Core.Errors;
using EdgeRouter.Tools.Score;
using EdgeRouter.Tools.Tests.Support;

namespace EdgeRouter.Tools.Tests.Score;

[TestFixture]
public sealed class CsvRowTests
{
    private const double NaN = double.NaN;
    private const double Inf = double.PositiveInfinity;

    private static readonly RowLayout TwoFeatures = new(["size", "spread"], IsSingle: false);

    private readonly ScoreFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [TestCase("size,spread\n1,2\n3,4\n", new[] { 1.0, 2, 3, 4 })]
    [TestCase("spread,size\n1,2\n3,4\n", new[] { 2.0, 1, 4, 3 })]
    [TestCase("id,spread,note,size\na,1,\"x, y\",2\nb,3,,4", new[] { 2.0, 1, 4, 3 })]
    [TestCase("\"spread\", \"size\" \r\n1,2\r\n\"3\", 4 \r\n", new[] { 2.0, 1, 4, 3 })]
    [TestCase("\uFEFFspread,size\n1,2\n", new[] { 2.0, 1 })]
    [TestCase("1,2\n3,4", new[] { 1.0, 2, 3, 4 })]
    [TestCase("a,b\n1,2\n", new[] { 1.0, 2 })]
    [TestCase(",NaN\nnan,NA\n?,1\n,\n", new[] { NaN, NaN, NaN, NaN, NaN, 1, NaN, NaN })]
    [TestCase("inf,-inf\n+Inf,-Infinity\n1e999,-1e999\n", new[] { Inf, -Inf, Inf, -Inf, Inf, -Inf })]
    [TestCase("1e-3,-.5\n+2.,1E+2\n0.1,-0\n", new[] { 1e-3, -0.5, 2, 100, 0.1, -0.0 })]
    [TestCase("\t1 ,\t2\n", new[] { 1.0, 2 })]
    public void ShouldReadRows(string text, double[] expected) =>
        Assert.That(ScoreFiles.ReadAll(_files.Write("rows.csv", text), TwoFeatures), Is.EqualTo(expected));

    [TestCase("", "ER4053", "no row")]
    [TestCase("size,spread\n", "ER4053", "no row")]
    [TestCase("size,spread,\n", "ER4053", "no row")]
    [TestCase("size,Spread\n1,2\n", "ER4051", "column 'spread' is missing")]
    [TestCase("size,spread,size\n1,2,3\n", "ER4051", "two columns are named 'size'")]
    [TestCase("1,2,3\n", "ER4051", "line 1 has 3 columns, the model 2 features")]
    [TestCase("a,b,c\n1,2,3\n", "ER4051", "line 1 has 3 columns, the model 2 features")]
    [TestCase("1,x\n", "ER4054", "line 1: column 2: 'x' is no number")]
    [TestCase("1,2\n3,4\n5,6,7\n", "ER4054", "line 3: 3 fields, the first line has 2")]
    [TestCase("1,2\n\n3,4\n", "ER4054", "line 2: 1 fields, the first line has 2")]
    [TestCase("id,spread,size\na,1,2\nb,1;5,2\n", "ER4054", "line 3: column 2 (spread): '1;5' is no number")]
    [TestCase("1,2\n1,0x10\n", "ER4054", "line 2: column 2: '0x10' is no number")]
    [TestCase("1,2\n1,1 000\n", "ER4054", "line 2: column 2: '1 000' is no number")]
    [TestCase("1,2\n-,3\n", "ER4054", "line 2: column 1: '-' is no number")]
    [TestCase("1,2\n.,3\n", "ER4054", "line 2: column 1: '.' is no number")]
    [TestCase("1,2\n1e,3\n", "ER4054", "line 2: column 1: '1e' is no number")]
    [TestCase("1,2\n--inf,3\n", "ER4054", "line 2: column 1: '--inf' is no number")]
    [TestCase("1,2\n\"1,2\n", "ER4054", "line 2: column 1: a quote is not closed")]
    [TestCase("1,2\n\"1\"x,2\n", "ER4054", "line 2: column 1: a quote is not closed")]
    [TestCase("1,2\n3,\0\n", "ER4054", "line 2: a NUL byte")]
    [TestCase("1,2\n3,\u0007\n", "ER4054", "line 2: column 2: '·' is no number")]
    public void ShouldNameWhatIsWrong(string text, string id, string mention)
    {
        string path = _files.Write("bad.csv", text);
        EdgeRouterException failure = ScoreFiles.Failure(path, TwoFeatures);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((failure.Id, failure.ExitCode), Is.EqualTo((id, ExitCode.BadInput)));
            Assert.That(failure.Message, Does.StartWith($"{path}: ").And.Contain(mention));
        }
    }

    [Test]
    public void ShouldRefuseGiantLines()
    {
        EdgeRouterException failure = ScoreFiles.Failure(_files.Write("giant.csv", "1,2\n" + new string('7', 17 << 20)), TwoFeatures);
        Assert.That((failure.Id, failure.Message), Is.EqualTo(("ER4054", $"{_files.File("giant.csv")}: line 2: longer than 16777216 bytes; is it text with line ends?")));
    }

    [Test]
    public void ShouldReadLinesLongerThanTheBuffer()
    {
        string[] names = [.. Enumerable.Range(0, 40_000).Select(static i => FormattableString.Invariant($"f{i}"))];
        string text = string.Join(',', names.Reverse()) + "\n" + string.Join(',', Enumerable.Range(0, names.Length)) + "\n";
        double[] row = ScoreFiles.ReadAll(_files.Write("wide.csv", text), new RowLayout(names, IsSingle: true), 1);
        Assert.That(row, Is.EqualTo(Enumerable.Range(0, names.Length).Reverse().Select(static i => (double)i)));
    }

    [Test]
    public void ShouldSayWhichColumnsItLeavesOut()
    {
        using RowSource source = RowSource.Open(_files.Write("extra.csv", "a,size,b,spread,c,d,e,f\n1,1,1,1,1,1,1,1\n"), TwoFeatures);
        Assert.That(source.Notes, Is.EqualTo(new[] { $"{_files.File("extra.csv")}: columns that the model does not read: a, b, c, d, e, …" }));
    }

    [Test]
    public void ShouldSayThatTheHeaderIsOfNoUse()
    {
        using RowSource source = RowSource.Open(_files.Write("other.csv", "a,b\n1,2\n"), TwoFeatures);
        Assert.That(source.Notes, Has.Count.EqualTo(1).And.One.Contains("names none of the model's features"));
    }

    [Test]
    public void ShouldTakeNumbersForNamesWhereTheModelDoes()
    {
        string path = _files.Write("numbers.csv", "1,0\n5,6\n");
        Assert.That(ScoreFiles.ReadAll(path, new RowLayout(["0", "1"], IsSingle: true)), Is.EqualTo(new[] { 6.0, 5.0 }));
    }

    [TestCase(true, "0.1,2\n0.10000000149011612,3\n", new[] { NaN, 2, NaN, 3 })]
    [TestCase(false, "0.1,2\n0.10000000149011612,3\n", new[] { NaN, 2, 0.10000000149011612, 3 })]
    public void ShouldCompareMissingAsTheModelReads(bool isSingle, string text, double[] expected) =>
        Assert.That(ScoreFiles.ReadAll(_files.Write("missing.csv", text), TwoFeatures with { IsSingle = isSingle, Missing = 0.1 }), Is.EqualTo(expected));

    [Test]
    public void ShouldReadEveryDoubleBack()
    {
        var random = new EdgeRouter.Core.Randomness.DeterministicRandom(11);
        double[] values = [.. Enumerable.Range(0, 20_000).Select(_ => BitConverter.UInt64BitsToDouble(random.NextUInt64())).Select(static x => double.IsNaN(x) ? 0.0 : x)];
        var text = new StringBuilder();
        for (int i = 0; i < values.Length; i += 2)
        {
            text.Append(CultureInfo.InvariantCulture, $"{values[i]:R},{values[i + 1]:R}\n");
        }

        Assert.That(ScoreFiles.ReadAll(_files.Write("round.csv", text.ToString()), TwoFeatures, 1000), Is.EqualTo(values));
    }
}
