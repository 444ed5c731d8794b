using System.Globalization;

namespace EdgeRouter.TestSummary;

/// <summary>Prints the table of suites, the failures, the skips with their reasons, and the last line that machines read.</summary>
public static class SummaryWriter
{
    /// <summary>Writes the summary.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="suites">Every suite.</param>
    public static void Write(TextWriter output, IReadOnlyList<SuiteResult> suites)
    {
        int width = Math.Max("suite".Length, suites.Max(suite => (int?)suite.Suite.Length) ?? 0);
        output.WriteLine();
        WriteRow(output, width, "suite", "passed", "failed", "skipped", "seconds");
        foreach (SuiteResult suite in suites)
        {
            WriteRow(output, width, suite.Suite, Text(suite.Passed), Text(suite.Failures.Count), Text(suite.Skips.Count), suite.Seconds.ToString("0.0", CultureInfo.InvariantCulture));
        }

        WriteNotes(output, "failed", suites.SelectMany(suite => suite.Failures.Select(note => (suite.Suite, note))));
        WriteNotes(output, "skipped", suites.SelectMany(suite => suite.Skips.Select(note => (suite.Suite, note))));
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{suites.Sum(suite => suite.Passed)} passed, {suites.Sum(suite => suite.Failures.Count)} failed, {suites.Sum(suite => suite.Skips.Count)} skipped"));
    }

    private static void WriteRow(TextWriter output, int width, string suite, string passed, string failed, string skipped, string seconds) =>
        output.WriteLine($"{suite.PadRight(width)}  {passed,7}  {failed,7}  {skipped,7}  {seconds,8}");

    private static void WriteNotes(TextWriter output, string word, IEnumerable<(string Suite, TestNote Note)> notes)
    {
        output.WriteLine();
        int count = 0;
        foreach ((string suite, TestNote note) in notes)
        {
            output.WriteLine($"{word}: {suite}: {note.Test}: {note.Reason}");
            count++;
        }

        if (count == 0)
        {
            output.WriteLine($"{word}: none");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
