using System.Text.RegularExpressions;

namespace EdgeRouter.RepoTests;

/// <summary>The table and the fences of src/docs/LAYERS.md. Project names come without their prefix.</summary>
internal sealed partial class LayerTable
{
    private const string Prefix = "EdgeRouter.";

    private readonly Dictionary<string, Row> _rows = new(StringComparer.Ordinal);

    private LayerTable(string markdown)
    {
        foreach (Match line in RowPattern().Matches(markdown))
        {
            string floor = line.Groups["floor"].Value;
            string allowed = line.Groups["allowed"].Value;
            bool isTop = string.Equals(floor, "exe", StringComparison.Ordinal);
            string projects = line.Groups["projects"].Value.Split('→')[0];
            foreach (Match name in NamePattern().Matches(projects))
            {
                _rows[name.Groups[1].Value] = new Row(isTop ? int.MaxValue : int.Parse(floor, null), allowed is "all", Names(allowed));
            }
        }

        UnsafeProjects = Fence(markdown, "unsafe code");
        PInvokePlaces = Fence(markdown, "P/Invoke");
    }

    internal IReadOnlyCollection<string> Projects => _rows.Keys;

    internal IReadOnlyList<string> UnsafeProjects { get; }

    internal IReadOnlyList<string> PInvokePlaces { get; }

    internal static LayerTable FromRepository() => new(Repository.Read("src/docs/LAYERS.md"));

    internal static LayerTable Parse(string markdown) => new(markdown);

    /// <summary>What the table itself gets wrong: arrows that do not point down, and names that it does not have.</summary>
    internal IEnumerable<string> OwnFaults() =>
        from row in _rows
        from used in row.Value.Allowed
        let fault = !_rows.TryGetValue(used, out Row? target) ? "is not in the table" : target.Floor >= row.Value.Floor ? "is not on a lower floor" : null
        where fault is not null
        select $"{row.Key} may use {used}, which {fault}";

    /// <summary>What is wrong with one project's references, or nothing.</summary>
    internal IEnumerable<string> Violations(string project, IEnumerable<ProjectLink> links)
    {
        if (!_rows.TryGetValue(Short(project), out Row? row))
        {
            return [$"{project} is not in the table"];
        }

        return links.Where(link => !IsAllowed(row, link)).Select(link => $"{project} → {link.Target}{(link.IsAnalyzer ? " (as analyzer)" : string.Empty)} is not in its 'may use' column");
    }

    private static string Short(string project) => project.StartsWith(Prefix, StringComparison.Ordinal) ? project[Prefix.Length..] : project;

    private static bool IsAllowed(Row row, ProjectLink link)
    {
        string target = Short(link.Target);
        return string.Equals(target, "Sbe.Generator", StringComparison.Ordinal)
            ? link.IsAnalyzer && (row.MayUseAll || row.Allowed.Contains("Sbe"))
            : row.MayUseAll || row.Allowed.Contains(target);
    }

    private static HashSet<string> Names(string cell) =>
        [.. cell.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(name => name is not ("–" or "all"))];

    private static string[] Fence(string markdown, string title)
    {
        Match line = Regex.Match(markdown, $"^- {Regex.Escape(title)}: (.*)$", RegexOptions.Multiline, TimeSpan.FromSeconds(1));
        return [.. NamePattern().Matches(line.Groups[1].Value).Select(name => name.Groups[1].Value)];
    }

    [GeneratedRegex(@"^\| *(?<floor>\d+|exe) *\| *(?<projects>[^|]*) *\|[^|]*\| *(?<allowed>[^|]*?) *\|$", RegexOptions.Multiline, 1000)]
    private static partial Regex RowPattern();

    [GeneratedRegex("`([^`]+)`", RegexOptions.None, 1000)]
    private static partial Regex NamePattern();

    private sealed record Row(int Floor, bool MayUseAll, IReadOnlySet<string> Allowed);
}
