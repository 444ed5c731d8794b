using System.Text.RegularExpressions;

namespace EdgeRouter.RepoTests;

/// <summary>The rules that are about words. The words are put together here so that this file does not break its own rules.</summary>
internal static class TextRules
{
    private static readonly string[] Endings = [".cs", ".c", ".h", ".cu", ".cuh", ".sh", ".ps1", ".md", ".xml", ".json", ".txt", ".csproj", ".props", ".targets", ".cmake", ".editorconfig"];

    private static readonly string[] UnfinishedWords = ["TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK", "NotImplemented" + "Exception"];

    private static readonly Regex Unfinished = new($@"\b({string.Join('|', UnfinishedWords)})\b", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    private static readonly Regex MachinePath = new(
        @"(?<![A-Za-z0-9_.\-\]\)}])/(" + string.Join('|', "wo" + "rk", "fa" + "rm", "ro" + "ot", "ho" + "me", "Us" + "ers", "tmp" + "/helpers") + @")/[A-Za-z0-9_.]",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(5));

    internal static IEnumerable<string> TextFiles => Repository.AllFiles.Where(path =>
        Endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)) || path is ".ci/run" or "LICENSE" || path.EndsWith("CMakeLists.txt", StringComparison.Ordinal));

    internal static IEnumerable<string> UnfinishedWork(string text, string path) => Matches(Unfinished, text, path);

    internal static IEnumerable<string> MachinePaths(string text, string path) => Matches(MachinePath, text, path);

    private static IEnumerable<string> Matches(Regex pattern, string text, string path) =>
        pattern.Matches(text).Select(match => $"{path}:{Repository.LineAt(text, match.Index)} {match.Value}");
}
