using System.Globalization;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Cli.Configuration;

/// <summary>The settings of this run, frozen.</summary>
internal sealed class Settings
{
    private const string DefaultOrigin = "default";
    private const string Hidden = "(hidden)";

    private readonly IReadOnlyList<SettingKey> _keys;
    private readonly IReadOnlyDictionary<string, (string Value, string Origin)> _values;

    /// <summary>Freezes the settings.</summary>
    /// <param name="keys">All that exist.</param>
    /// <param name="values">Those that were set, and where.</param>
    public Settings(IReadOnlyList<SettingKey> keys, IReadOnlyDictionary<string, (string Value, string Origin)> values)
    {
        _keys = keys;
        _values = values;
    }

    /// <summary>Name, value as it may be shown, and origin of every setting.</summary>
    public IEnumerable<(string Name, string Shown, string Origin)> Effective => _keys.Select(key =>
    {
        (string value, string origin) = Find(key);
        return (key.Name, key.IsSecret && value.Length > 0 ? Hidden : value, origin);
    });

    /// <summary>A setting as text.</summary>
    /// <param name="key">The setting.</param>
    public string Text(SettingKey key) => Find(key).Value;

    /// <summary>A setting as a whole number.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="min">Lowest value permitted.</param>
    /// <param name="max">Highest value permitted.</param>
    /// <exception cref="EdgeRouterException">ER9003: not a number in this range.</exception>
    public long Integer(SettingKey key, long min, long max)
    {
        (string value, string origin) = Find(key);
        return long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && number >= min && number <= max
            ? number
            : throw Bad(key, value, origin, string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"));
    }

    /// <summary>A setting as yes or no.</summary>
    /// <param name="key">The setting.</param>
    /// <exception cref="EdgeRouterException">ER9003: neither <c>true</c> nor <c>false</c>.</exception>
    public bool Flag(SettingKey key)
    {
        (string value, string origin) = Find(key);
        return bool.TryParse(value, out bool flag) ? flag : throw Bad(key, value, origin, "true or false");
    }

    /// <summary>The settings that are not at their defaults, in one line; empty when all are.</summary>
    public string DescribeChanged() => string.Join(", ", Effective
        .Where(setting => !string.Equals(setting.Origin, DefaultOrigin, StringComparison.Ordinal))
        .Select(setting => $"{setting.Name}={setting.Shown} ({setting.Origin})"));

    private static EdgeRouterException Bad(SettingKey key, string value, string origin, string wanted) =>
        EdgeRouterException.Usage("ER9003", $"setting '{key.Name}' is '{(key.IsSecret ? Hidden : value)}' ({origin}); want {wanted}");

    private (string Value, string Origin) Find(SettingKey key) =>
        _values.TryGetValue(key.Name, out (string Value, string Origin) found) ? found : (key.Default, DefaultOrigin);
}
