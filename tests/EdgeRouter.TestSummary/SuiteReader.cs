using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace EdgeRouter.TestSummary;

/// <summary>Reads one suite's results as the runner left them: SUITE.exit (exit code), SUITE.trx (results), SUITE.log (output).</summary>
public static class SuiteReader
{
    private const int MaxReasonLength = 2000;

    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>Reads every suite in a folder, by name.</summary>
    /// <param name="folder">The folder with the .exit files.</param>
    public static IReadOnlyList<SuiteResult> ReadAll(string folder) =>
        [.. Directory.GetFiles(folder, "*.exit").Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Reads one suite. A suite that crashed, ran out of time or ran no test at all has failed, whatever its results say.</summary>
    /// <param name="exitFile">The suite's .exit file.</param>
    public static SuiteResult Read(string exitFile)
    {
        string suite = Path.GetFileNameWithoutExtension(exitFile);
        string exitCode = File.ReadAllText(exitFile).Trim();
        SuiteResult result = ReadResults(suite, Path.ChangeExtension(exitFile, ".trx"));
        string? trouble = (exitCode, result) switch
        {
            ("124" or "137", _) => "ran out of time and was ended",
            (not "0", { Failures.Count: 0 }) => $"ended with exit code {exitCode} before it was done",
            (_, { Passed: 0, Failures.Count: 0, Skips.Count: 0 }) => "ran no test",
            _ => null,
        };
        if (trouble is null)
        {
            return result;
        }

        string log = Path.ChangeExtension(exitFile, ".log");
        string lastLine = File.Exists(log) ? File.ReadLines(log).LastOrDefault(line => line.Trim().Length > 0, "no output") : "no output";
        return result with { Failures = [.. result.Failures, new TestNote("(the suite itself)", $"{trouble}; last line: {lastLine.Trim()}")] };
    }

    private static SuiteResult ReadResults(string suite, string trxFile)
    {
        SuiteResult nothing = new(suite, 0, [], [], 0);
        if (!File.Exists(trxFile))
        {
            return nothing;
        }

        try
        {
            return FromTrx(suite, XDocument.Load(trxFile));
        }
        catch (XmlException broken)
        {
            return nothing with { Failures = [new TestNote("(the suite itself)", $"its results cannot be read: {broken.Message}")] };
        }
    }

    private static SuiteResult FromTrx(string suite, XDocument document)
    {
        int passed = 0;
        List<TestNote> failures = [];
        List<TestNote> skips = [];
        foreach (XElement test in document.Descendants(Trx + "UnitTestResult"))
        {
            switch (test.Attribute("outcome")?.Value)
            {
                case "Passed":
                    passed++;
                    break;
                case "NotExecuted":
                    skips.Add(Note(test));
                    break;
                default:
                    failures.Add(Note(test));
                    break;
            }
        }

        return new SuiteResult(suite, passed, failures, skips, Seconds(document));
    }

    private static TestNote Note(XElement test)
    {
        string message = test.Descendants(Trx + "Message").FirstOrDefault()?.Value
            ?? test.Descendants(Trx + "StdOut").FirstOrDefault()?.Value
            ?? $"no reason given (outcome {test.Attribute("outcome")?.Value ?? "missing"})";
        string line = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return new TestNote(test.Attribute("testName")?.Value ?? "(no name)", line.Length > MaxReasonLength ? line[..MaxReasonLength] + " …" : line);
    }

    private static double Seconds(XDocument document)
    {
        XElement? times = document.Descendants(Trx + "Times").FirstOrDefault();
        return Stamp(times, "finish") is { } finish && Stamp(times, "start") is { } start ? (finish - start).TotalSeconds : 0;
    }

    private static DateTimeOffset? Stamp(XElement? times, string name) =>
        DateTimeOffset.TryParse(times?.Attribute(name)?.Value, CultureInfo.InvariantCulture, out DateTimeOffset stamp) ? stamp : null;
}
