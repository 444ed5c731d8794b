using System.Runtime.InteropServices;
using System.Text.Json;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Core.Reference.Parsing;

/// <summary>A value of the file with the place where it stands. Every reading is checked, and every refusal is one line with file and key path.</summary>
internal readonly struct JsonValue
{
    private readonly string _file;
    private readonly JsonElement _element;

    internal JsonValue(string file, JsonElement element, KeyPath path)
    {
        _file = file;
        _element = element;
        Path = path;
    }

    internal KeyPath Path { get; }

    internal bool IsText => _element.ValueKind == JsonValueKind.String;

    internal EdgeRouterException Error(string id, string what) => ErrorAt(id, Path, what);

    /// <summary>Reads an object whose keys are all known and stand once.</summary>
    internal JsonEntry AsEntry(params ReadOnlySpan<string> keys)
    {
        Require(JsonValueKind.Object, "an object {...}");
        var values = new JsonElement[keys.Length];
        foreach (JsonProperty property in _element.EnumerateObject())
        {
            string name = NameOf(property);
            int index = keys.IndexOf(name);
            if (index < 0)
            {
                throw ErrorAt("ER1152", Path.Key(name), $"unknown key; known here: {string.Join(", ", keys)}");
            }

            if (values[index].ValueKind != JsonValueKind.Undefined)
            {
                throw ErrorAt("ER1152", Path.Key(name), "the key stands twice; keep one");
            }

            values[index] = property.Value;
        }

        return new JsonEntry(this, [.. keys], values);
    }

    internal JsonValue Child(string key, JsonElement element) => new(_file, element, Path.Key(key));

    internal JsonValue[] AsList(int countMin, int countMax)
    {
        Require(JsonValueKind.Array, "a list [...]");
        int count = _element.GetArrayLength();
        if (count < countMin || count > countMax)
        {
            throw Error(count < countMin ? "ER1154" : "ER1153", $"has {count} entries; {countMin} to {countMax} are permitted");
        }

        var values = new JsonValue[count];
        int index = 0;
        foreach (JsonElement element in _element.EnumerateArray())
        {
            values[index] = new JsonValue(_file, element, Path.Index(index));
            index++;
        }

        return values;
    }

    internal string AsText()
    {
        Require(JsonValueKind.String, "a text \"...\"");
        try
        {
            return _element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Error("ER1153", "has half of a surrogate pair; write plain text");
        }
    }

    /// <summary>Reads 1 to 32 printable ASCII characters without a space at either end.</summary>
    internal string AsName()
    {
        string text = AsText();
        bool isName = text.Length is > 0 and <= ReferenceLimits.NameBytesMax && text[0] != ' ' && text[^1] != ' ' && text.All(c => c is >= ' ' and <= '~');
        return isName ? text : throw Error("ER1153", $"'{KeyPath.Printable(text)}' must be 1 to {ReferenceLimits.NameBytesMax} printable ASCII characters without a space at either end");
    }

    internal bool AsBoolean() => _element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Error("ER1153", "must be true or false"),
    };

    internal long AsWhole(long min, long max)
    {
        bool isWhole = _element.ValueKind == JsonValueKind.Number && _element.TryGetInt64(out long value) && value >= min && value <= max;
        return isWhole ? _element.GetInt64() : throw Error("ER1153", $"must be a whole number from {min} to {max}");
    }

    /// <summary>Reads a decimal number as nanos, exactly.</summary>
    internal long AsNanos(long minNanos, long maxNanos)
    {
        long nanos = 0;
        bool isExact = _element.ValueKind == JsonValueKind.Number && NanosText.TryParse(JsonMarshal.GetRawUtf8Value(_element), out nanos);
        return isExact && nanos >= minNanos && nanos <= maxNanos
            ? nanos
            : throw Error("ER1153", $"must be a number from {new Domain.Price(minNanos)} to {new Domain.Price(maxNanos)} with at most 9 decimal places and no exponent");
    }

    /// <summary>Reads one of some words as its position.</summary>
    internal int AsWord(params ReadOnlySpan<string> words)
    {
        int index = words.IndexOf(AsText());
        return index >= 0 ? index : throw Error("ER1153", $"must be one of {string.Join(", ", words)}");
    }

    internal int AsDay() => TimeText.TryParseDay(AsText(), out int day) ? day : throw Error("ER1153", "must be a date yyyy-MM-dd from 1970 to 2200");

    private string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw Error("ER1153", "a key has half of a surrogate pair; write plain text");
        }
    }

    private void Require(JsonValueKind kind, string what)
    {
        if (_element.ValueKind != kind)
        {
            throw Error("ER1153", $"must be {what}");
        }
    }

    private EdgeRouterException ErrorAt(string id, KeyPath path, string what) => EdgeRouterException.BadInput(id, $"{_file}: {path}: {what}");
}
