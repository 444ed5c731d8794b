namespace EdgeRouter.Dpdk.TestHost;

/// <summary>What a scenario reported.</summary>
/// <param name="ExitCode">The process's exit code.</param>
/// <param name="Output">stdout.</param>
/// <param name="Error">stderr.</param>
public sealed record HostResult(int ExitCode, string Output, string Error)
{
    private readonly Dictionary<string, string> _values = Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('=', 2))
        .Where(parts => parts.Length == 2)
        .GroupBy(parts => parts[0])
        .ToDictionary(lines => lines.Key, lines => lines.Last()[1]);

    /// <summary>Why DPDK cannot run here; null if it can.</summary>
    public string? MissingReason => ExitCode == 4 && (Error.StartsWith("ER2101", StringComparison.Ordinal) || Error.StartsWith("ER2102", StringComparison.Ordinal)) ? Error.Trim() : null;

    /// <summary>A reported value.</summary>
    public string this[string key] => _values.TryGetValue(key, out string? value) ? value : $"(no {key}) exit {ExitCode}\n{Output}\n{Error}";
}
