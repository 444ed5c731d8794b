using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Tools.Decode.Output;

/// <summary>Values as a person reads them.</summary>
internal static class TextValue
{
    public const string Absent = "-";

    private const int LengthMax = 256;

    // What a count of ns since the epoch can be in a feed: the years 2000 to 2100.
    private const decimal TimeMin = 946_684_800m * TimeUnits.Second;
    private const decimal TimeMax = 4_102_444_800m * TimeUnits.Second;

    /// <summary>One value. Numbers of fields whose name speaks of a time are shown as times where they are ns since the epoch.</summary>
    public static string Of(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when name.Contains("time", StringComparison.OrdinalIgnoreCase) && value.TryGetDecimal(out decimal ns) && ns is >= TimeMin and < TimeMax && decimal.Truncate(ns) == ns
            => UtcText.Of((long)ns),
        JsonValueKind.String => value.ValueEquals(string.Empty) ? "\"\"" : Printable(value.GetString()!),
        JsonValueKind.Null => Absent,
        JsonValueKind.Array => Shortened($"[{string.Join(' ', value.EnumerateArray().Select(element => Of(name, element)))}]"),
        JsonValueKind.Object => $"{{{string.Join(' ', value.EnumerateObject().Select(member => $"{member.Name}={Of(member.Name, member.Value)}"))}}}",
        _ => value.GetRawText(),
    };

    /// <summary>Variable-length data: text, or hex where it is no text.</summary>
    /// <param name="value">Text, or hex digits.</param>
    /// <param name="isText">Which of the two.</param>
    public static string OfData(string value, bool isText)
    {
        if (isText)
        {
            return $"\"{Printable(value)}\"";
        }

        byte[] bytes = Convert.FromHexString(value);
        bool isPrintable = bytes.Length > 0 && bytes.All(b => b is >= 0x20 and < 0x7F);
        return isPrintable ? $"\"{Shortened(Encoding.ASCII.GetString(bytes))}\"" : Shortened($"0x{value}");
    }

    public static bool IsNumber(JsonElement value) => value.ValueKind is JsonValueKind.Number or JsonValueKind.Null;

    /// <summary>Without characters that move a terminal's cursor.</summary>
    private static string Printable(string text)
    {
        string shown = text.Any(char.IsControl)
            ? string.Concat(text.Select(c => char.IsControl(c) ? string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}") : c.ToString()))
            : text;
        return Shortened(shown);
    }

    private static string Shortened(string text) =>
        text.Length <= LengthMax ? text : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, LengthMax)}… ({text.Length} characters)");
}
