using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EdgeRouter.Sbe.Walk;

/// <summary>Renders messages as text for people: one line for the block, one indented line a group entry.</summary>
public static class SbeText
{
    /// <summary>Renders one message.</summary>
    /// <param name="walker">Walker over the message's schema.</param>
    /// <param name="message">From the message header's first byte to the message's last.</param>
    /// <param name="result">What was met.</param>
    /// <returns>Lines, without a break at the end.</returns>
    public static string Render(SbeWalker walker, ReadOnlySpan<byte> message, out SbeWalkResult result)
    {
        using JsonDocument document = JsonDocument.Parse(SbeJson.Render(walker, message, out result));
        StringBuilder text = new();
        AppendObject(text, document.RootElement, 0);
        return text.ToString();
    }

    private static void AppendObject(StringBuilder text, JsonElement element, int depth)
    {
        List<JsonProperty> groups = [];
        string separator = string.Empty;
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (IsGroup(property.Value))
            {
                groups.Add(property);
                continue;
            }

            text.Append(separator).Append(property.Name).Append('=').Append(Value(property.Value));
            separator = " ";
        }

        foreach (JsonProperty group in groups)
        {
            int index = 0;
            foreach (JsonElement entry in group.Value.EnumerateArray())
            {
                text.Append('\n').Append(' ', (depth + 1) * 2);
                text.Append(CultureInfo.InvariantCulture, $"{group.Name}[{index++}] ");
                AppendObject(text, entry, depth + 1);
            }
        }
    }

    private static bool IsGroup(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 && value[0].ValueKind == JsonValueKind.Object;

    private static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? string.Empty,
        JsonValueKind.Null => "-",
        JsonValueKind.Array => "[" + string.Join(",", value.EnumerateArray().Select(Value)) + "]",
        _ => value.GetRawText(),
    };
}
