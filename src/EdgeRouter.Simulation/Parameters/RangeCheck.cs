using System.Globalization;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Simulation.Parameters;

/// <summary>Checks values and names the offending key in the error.</summary>
internal sealed class RangeCheck(string source, string prefix = "")
{
    public RangeCheck At(string key) => new(source, prefix.Length == 0 ? key : $"{prefix}.{key}");

    public void In(string key, double value, double min, double max) =>
        That(value >= min && value <= max, key, Format(value), $"{Format(min)} to {Format(max)}");

    public void That(bool isGood, string key, string value, string expected)
    {
        if (!isGood)
        {
            string path = prefix.Length == 0 ? key : $"{prefix}.{key}";
            throw EdgeRouterException.BadInput("ER7053", $"market '{source}': {path} is {value}; it must be {expected}");
        }
    }

    public void Unique(string what, IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            That(seen.Add(name), what, $"'{name}' twice", "unique");
        }
    }

    private static string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
