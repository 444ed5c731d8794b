using System.Text.Json.Nodes;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <summary>Compares what was read with what was recorded.</summary>
internal static class JsonContent
{
    /// <summary>Everything recorded must be read. What was read besides came with a later version: it must be absent (null, or an empty group).</summary>
    public static void AssertReads(JsonNode? expected, JsonNode? actual, string context) => Assert.That(Differences(expected, actual, "$"), Is.Empty, context);

    public static IEnumerable<string> Differences(JsonNode? expected, JsonNode? actual, string path) => (expected, actual) switch
    {
        (JsonObject was, JsonObject now) => was.SelectMany(pair => Differences(pair.Value, now.TryGetPropertyValue(pair.Key, out JsonNode? value) ? value : "(nothing)", $"{path}.{pair.Key}"))
            .Concat(now.Where(pair => !was.ContainsKey(pair.Key) && pair.Value is not (null or JsonArray { Count: 0 })).Select(pair => $"{path}.{pair.Key}: unexpected {Text(pair.Value)}")),
        (JsonArray was, JsonArray now) when was.Count == now.Count => was.SelectMany((item, index) => Differences(item, now[index], $"{path}[{index}]")),
        _ => Text(expected) == Text(actual) ? [] : [$"{path}: recorded {Text(expected)}, read {Text(actual)}"],
    };

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}
