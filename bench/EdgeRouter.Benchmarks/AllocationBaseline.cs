using System.Globalization;
using System.Text.Json;

namespace EdgeRouter.Benchmarks;

/// <summary>Bytes that one operation of each benchmark may allocate: <c>bench/baselines/allocations.json</c>. Times are charted, bytes are gated.</summary>
public sealed class AllocationBaseline
{
    private readonly Dictionary<string, long> _allowedBytes = new(StringComparer.Ordinal);

    private AllocationBaseline(JsonElement root)
    {
        foreach (JsonProperty benchmark in root.GetProperty("bytesPerOperation").EnumerateObject())
        {
            _allowedBytes.Add(benchmark.Name, benchmark.Value.GetInt64());
        }
    }

    /// <summary>Names of the benchmarks that have a bound.</summary>
    public IReadOnlyCollection<string> Names => _allowedBytes.Keys;

    /// <summary>Reads the repository's file.</summary>
    /// <param name="root">The repository.</param>
    public static AllocationBaseline Load(string root) => Parse(File.ReadAllText(Path.Combine(root, "bench", "baselines", "allocations.json")));

    /// <summary>Reads a file's text.</summary>
    /// <param name="json">The text.</param>
    public static AllocationBaseline Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return new AllocationBaseline(document.RootElement);
    }

    /// <summary>What is wrong with these results: a benchmark above its bound, or without one.</summary>
    /// <param name="measured">Bytes an operation by benchmark, <c>Type.Method</c>; null where nothing could be measured.</param>
    public IEnumerable<string> Violations(IEnumerable<(string Name, long? Bytes)> measured)
    {
        foreach ((string name, long? bytes) in measured)
        {
            if (!_allowedBytes.TryGetValue(name, out long allowed))
            {
                yield return $"{name} has no bound in bench/baselines/allocations.json";
            }
            else if (bytes is null)
            {
                yield return $"{name} was not measured: it failed to run";
            }
            else if (bytes > allowed)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{name} allocates {bytes} bytes an operation, {allowed} allowed");
            }
        }
    }
}
