using System.Collections;
using System.Text.Json;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Cli.Configuration;

/// <summary>Puts the layers of settings on one another: file, then environment, then command line. Unknown names are refused.</summary>
internal sealed class SettingsBuilder
{
    private const string EnvironmentPrefix = "EDGEROUTER_";
    private const string EnvironmentSeparator = "__";

    private static readonly JsonDocumentOptions Json = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 16 };

    private readonly IReadOnlyList<SettingKey> _keys;
    private readonly HashSet<string> _names;
    private readonly Dictionary<string, (string Value, string Origin)> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Starts with nothing set.</summary>
    /// <param name="keys">The settings that exist.</param>
    public SettingsBuilder(IReadOnlyList<SettingKey> keys)
    {
        _keys = keys;
        _names = keys.Select(key => key.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Adds a JSON file of nested objects: <c>{"section": {"key": value}}</c>; comments and trailing commas are fine.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="EdgeRouterException">ER9004: the file cannot be read or is not such JSON. ER9002: it has an unknown name.</exception>
    public void AddFile(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path), Json);
            AddElement(document.RootElement, string.Empty, path);
        }
        catch (Exception broken) when (broken is JsonException or IOException or UnauthorizedAccessException)
        {
            throw EdgeRouterException.BadInput("ER9004", $"configuration '{path}' cannot be read: {broken.Message}", broken);
        }
    }

    /// <summary>Adds variables named <c>EDGEROUTER_SECTION__KEY</c>. Those without the double underscore are not settings.</summary>
    /// <param name="variables">The process's environment.</param>
    /// <exception cref="EdgeRouterException">ER9002: a variable has an unknown name.</exception>
    public void AddEnvironment(IDictionary variables)
    {
        foreach (DictionaryEntry variable in variables)
        {
            string name = (string)variable.Key;
            if (name.StartsWith(EnvironmentPrefix, StringComparison.Ordinal) && name.Contains(EnvironmentSeparator, StringComparison.Ordinal))
            {
                Set(name[EnvironmentPrefix.Length..].Replace(EnvironmentSeparator, ":", StringComparison.Ordinal), (string?)variable.Value ?? string.Empty, name);
            }
        }
    }

    /// <summary>Adds <c>section:key=value</c> pairs.</summary>
    /// <param name="pairs">As given with <c>--set</c>.</param>
    /// <exception cref="EdgeRouterException">ER9005: not a pair. ER9002: an unknown name.</exception>
    public void AddCommandLine(IEnumerable<string> pairs)
    {
        foreach (string pair in pairs)
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw EdgeRouterException.Usage("ER9005", $"--set '{pair}' is not SECTION:KEY=VALUE");
            }

            Set(pair[..equals].Trim(), pair[(equals + 1)..], "--set");
        }
    }

    /// <summary>The settings, frozen.</summary>
    public Settings Build() => new(_keys, new Dictionary<string, (string Value, string Origin)>(_values, StringComparer.OrdinalIgnoreCase));

    private void AddElement(JsonElement element, string name, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    AddElement(property.Value, name.Length == 0 ? property.Name : $"{name}:{property.Name}", path);
                }

                break;
            case JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False when name.Length > 0:
                Set(name, element.ToString(), path);
                break;
            default:
                string where = name.Length == 0 ? "its root" : $"'{name}'";
                throw EdgeRouterException.BadInput("ER9004", $"configuration '{path}' cannot be read: {where} is {element.ValueKind}; want objects of strings, numbers and booleans");
        }
    }

    private void Set(string name, string value, string origin)
    {
        if (!_names.Contains(name))
        {
            throw EdgeRouterException.Usage("ER9002", $"unknown setting '{name}' ({origin}); there are {string.Join(", ", _keys.Select(key => key.Name))}");
        }

        _values[name] = (value, origin);
    }
}
