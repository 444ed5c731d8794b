using System.Globalization;
using System.Text.Json;

namespace EdgeRouter.Sbe.Properties.Tests.Reference;

/// <summary>Compares rendered JSON with what is expected; order of members counts, spelling of numbers does not.</summary>
public static class JsonCheck
{
    /// <summary>Null where they agree, else the first place where they do not.</summary>
    public static string? Difference(string json, Expected expected)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Difference(document.RootElement, expected, "$");
    }

    private static string? Difference(JsonElement actual, Expected expected, string path)
    {
        bool agrees = expected switch
        {
            Expected.Null => actual.ValueKind == JsonValueKind.Null,
            Expected.Text text => actual.ValueKind == JsonValueKind.String && actual.GetString() == text.Value,
            Expected.Number number => actual.ValueKind == JsonValueKind.Number && decimal.Parse(actual.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture) == number.Value,
            Expected.Real real => actual.ValueKind == JsonValueKind.Number && Equals(actual.GetRawText(), real),
            Expected.List => actual.ValueKind == JsonValueKind.Array,
            _ => actual.ValueKind == JsonValueKind.Object,
        };
        if (!agrees)
        {
            return $"{path}: expected {expected}, got {actual.GetRawText()}";
        }

        return expected switch
        {
            Expected.List list => Items(actual, list, path),
            Expected.Object members => Members(actual, members, path),
            _ => null,
        };
    }

    private static bool Equals(string text, Expected.Real real) => real.IsFloat
        ? float.Parse(text, CultureInfo.InvariantCulture).Equals((float)real.Value)
        : double.Parse(text, CultureInfo.InvariantCulture).Equals(real.Value);

    private static string? Items(JsonElement actual, Expected.List expected, string path)
    {
        if (actual.GetArrayLength() != expected.Items.Count)
        {
            return $"{path}: expected {expected.Items.Count} items, got {actual.GetRawText()}";
        }

        return actual.EnumerateArray().Select((item, index) => Difference(item, expected.Items[index], $"{path}[{index}]")).FirstOrDefault(found => found != null);
    }

    private static string? Members(JsonElement actual, Expected.Object expected, string path)
    {
        string[] names = [.. actual.EnumerateObject().Select(member => member.Name)];
        if (!names.SequenceEqual(expected.Members.Select(member => member.Key)))
        {
            return $"{path}: expected members {string.Join(',', expected.Members.Select(member => member.Key))}, got {string.Join(',', names)}";
        }

        return actual.EnumerateObject().Select((member, index) => Difference(member.Value, expected.Members[index].Value, $"{path}.{member.Name}")).FirstOrDefault(found => found != null);
    }
}
