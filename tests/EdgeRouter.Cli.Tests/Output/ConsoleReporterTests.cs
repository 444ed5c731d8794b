using System.Text.Json;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Cli.Tests.Output;

[TestFixture]
public sealed class ConsoleReporterTests
{
    private const long NowNs = 1_475_000_000_123_456_700;

    private readonly ManualTicks _ticks = new();
    private StringWriter _stdout = new();
    private StringWriter _stderr = new();

    [SetUp]
    public void MakeWriters()
    {
        _stdout = new StringWriter { NewLine = "\n" };
        _stderr = new StringWriter { NewLine = "\n" };
        _ticks.Ticks = 5_000_000;
    }

    [TearDown]
    public void CloseWriters()
    {
        _stdout.Dispose();
        _stderr.Dispose();
    }

    [Test]
    public void ShouldStampJsonLogLines()
    {
        Make(LogFormat.Json).Warn("two\nlines with \"quotes\"");
        Assert.That(_stderr.ToString(), Is.EqualTo("{\"time\":\"2016-09-27T18:13:20.1234567Z\",\"level\":\"warning\",\"message\":\"two lines with \\\"quotes\\\"\"}\n"));
    }

    [Test]
    public void ShouldWriteTablesWithoutMarkupOrTrailingSpace()
    {
        Make(LogFormat.Text).ResultTable("costs", ["venue", ">bps"], [["[lit]", "1.5"], ["a", "10.25"]]);
        string[] lines = _stdout.ToString().TrimEnd('\n').Split('\n');
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines[0], Is.EqualTo("costs"));
            Assert.That(lines, Has.None.EndsWith(" "));
            Assert.That(lines[^2].Trim(), Does.Match(@"^\[lit\] +1\.5$"));
            Assert.That(lines[^2], Has.Length.EqualTo(lines[^1].Length), "right-aligned");
        }
    }

    [Test]
    public void ShouldPutTheSchemaVersionFirst()
    {
        Make(LogFormat.Text).ResultJson(3, json =>
        {
            json.WriteFinite("nan", double.NaN);
            json.WriteFinite("half", 0.5);
        });
        Assert.That(_stdout.ToString(), Is.EqualTo("{\"schemaVersion\":3,\"nan\":null,\"half\":0.5}\n"));
        Assert.That(() => JsonDocument.Parse(_stdout.ToString()).Dispose(), Throws.Nothing);
    }

    [Test]
    public void ShouldSayNothingOfWorkUnderASecond()
    {
        using WorkProgress progress = new(Make(LogFormat.Text), terminal: null, _ticks, "replay", 100);
        _ticks.Ticks += 999_999;
        progress.Report(50);
        Assert.That(_stderr.ToString(), Is.Empty);
    }

    [Test]
    public void ShouldLogProgressNowAndThenWithoutATerminal()
    {
        using WorkProgress progress = new(Make(LogFormat.Text), terminal: null, _ticks, "replay", 200);
        for (int second = 1; second <= 12; second++)
        {
            _ticks.Ticks += 1_000_000;
            progress.Report(second * 10);
        }

        Assert.That(_stderr.ToString(), Is.EqualTo("info: replay: 5 % after 1 s\ninfo: replay: 55 % after 11 s\n"));
    }

    [Test]
    public void ShouldDrawABarOnATerminalAndTakeItAway()
    {
        using (WorkProgress progress = new(Make(LogFormat.Text), _stderr, _ticks, "replay", 100))
        {
            _ticks.Ticks += 1_500_000;
            progress.Report(50);
            _ticks.Ticks += 50_000;
            progress.Report(51);
        }

        Assert.That(_stderr.ToString(), Is.EqualTo("\r\u001b[K[###############...............] replay: 50 % after 2 s\r\u001b[K"));
    }

    private ConsoleReporter Make(LogFormat format) => new(_stdout, _stderr, isJson: false, format, new ManualClock { NowNs = NowNs }, _ticks);
}
