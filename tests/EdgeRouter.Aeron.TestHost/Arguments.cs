using System.Globalization;

namespace EdgeRouter.Aeron.TestHost;

/// <summary>Options of a scenario: <c>--name value</c>.</summary>
public sealed class Arguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private Arguments()
    {
    }

    public static Arguments Parse(IReadOnlyList<string> args)
    {
        Arguments parsed = new();
        for (int i = 1; i + 1 < args.Count; i += 2)
        {
            parsed._values[args[i]] = args[i + 1];
        }

        return parsed;
    }

    public string Text(string name, string? otherwise = null) =>
        _values.GetValueOrDefault(name) ?? otherwise ?? throw new ArgumentException($"{name} is missing", nameof(name));

    public long Number(string name, long? otherwise = null) =>
        _values.TryGetValue(name, out string? value)
            ? long.Parse(value, CultureInfo.InvariantCulture)
            : otherwise ?? throw new ArgumentException($"{name} is missing", nameof(name));

    public double Share(string name) => _values.TryGetValue(name, out string? value) ? double.Parse(value, CultureInfo.InvariantCulture) : 0;
}
