using System.Text.Json;

namespace EdgeRouter.Core.Reference.Parsing;

/// <summary>An object of the file whose keys were checked.</summary>
internal sealed class JsonEntry
{
    private readonly string[] _keys;
    private readonly JsonElement[] _values;

    internal JsonEntry(JsonValue self, string[] keys, JsonElement[] values)
    {
        Self = self;
        _keys = keys;
        _values = values;
    }

    internal JsonValue Self { get; }

    /// <summary>A value that must be there.</summary>
    internal JsonValue this[string key] => TryGet(key, out JsonValue value) ? value : throw Self.Error("ER1154", $"lacks '{key}'; add it");

    internal bool TryGet(string key, out JsonValue value)
    {
        JsonElement element = _values[Array.IndexOf(_keys, key)];
        value = Self.Child(key, element);
        return element.ValueKind != JsonValueKind.Undefined;
    }

    /// <summary>A list that may be left out; then it is empty.</summary>
    internal JsonValue[] ListOrEmpty(string key, int countMax) => TryGet(key, out JsonValue value) ? value.AsList(0, countMax) : [];
}
