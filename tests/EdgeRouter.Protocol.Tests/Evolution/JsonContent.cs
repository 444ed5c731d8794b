using System.Text.Json.Nodes;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <summary>Compares what was read with what was recorded.</summary>
internal static class JsonContent
{
    private static readonly string[] Neutral = ["0", "\"None\"", "\"False\"", "\"\""];

    /// <summary>Everything recorded must be read. What was read besides came with a later version: it must be absent (null, or an empty group).</summary>
    public static void AssertReads(JsonNode? expected, JsonNode? actual, string context) => Assert.That(Differences(expected, actual, "$"), Is.Empty, context);

    /// <summary>The same for domain values, which have no null: what came with a later version must have its neutral value (0, None, False, nothing).</summary>
    public static void AssertReadsValues(JsonNode? expected, JsonNode? actual, string context) => Assert.That(ValueDifferences(expected, actual), Is.Empty, context);

    public static IEnumerable<string> ValueDifferences(JsonNode? expected, JsonNode? actual) => Differences(expected, actual, "$", Neutral);

    public static IEnumerable<string> Differences(JsonNode? expected, JsonNode? actual, string path, params string[] absent) => (expected, actual) switch
    {
        (JsonObject was, JsonObject now) => was.SelectMany(pair => Differences(pair.Value, now.TryGetPropertyValue(pair.Key, out JsonNode? value) ? value : "(nothing)", $"{path}.{pair.Key}", absent))
            .Concat(now.Where(pair => !was.ContainsKey(pair.Key) && !IsAbsent(pair.Value, absent)).Select(pair => $"{path}.{pair.Key}: unexpected {Text(pair.Value)}")),
        (JsonArray was, JsonArray now) when was.Count == now.Count => was.SelectMany((item, index) => Differences(item, now[index], $"{path}[{index}]", absent)),
        _ => Text(expected) == Text(actual) ? [] : [$"{path}: recorded {Text(expected)}, read {Text(actual)}"],
    };

    private static bool IsAbsent(JsonNode? node, string[] absent) => node is null or JsonArray { Count: 0 } || absent.Contains(Text(node));

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}
