using System.Globalization;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Tools.Score;

/// <summary>Which column of a CSV file is which feature.</summary>
internal sealed class CsvColumns
{
    /// <summary>Column that no feature reads.</summary>
    public const int Ignored = -1;

    private const int NamesShownMax = 5;

    private readonly int[] _features;
    private readonly string[]? _names;

    private CsvColumns(int[] features, string[]? names, IReadOnlyList<string> notes)
    {
        _features = features;
        _names = names;
        Notes = notes;
    }

    /// <summary>Columns of a line.</summary>
    public int Count => _features.Length;

    /// <summary>Whether the first line is a header.</summary>
    public bool HasHeader => _names is not null;

    /// <summary>What the user should know about it.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Reads the first line: a header, or the first row.</summary>
    /// <param name="path">For messages.</param>
    /// <param name="fields">The line's fields as text.</param>
    /// <param name="hasNumber">Whether one of them is a number.</param>
    /// <param name="hasText">Whether one of them is neither a number nor a missing value.</param>
    /// <param name="features">Names of the features in row order.</param>
    /// <exception cref="EdgeRouterException">ER4051: the columns are not the model's.</exception>
    /// <remarks>A line with every feature's name in it is a header. So is one that has text and no number in it; where it knows none of the
    /// features, columns are taken in their order. A line that mixes text and numbers is a row, and a damaged one.</remarks>
    public static CsvColumns Of(string path, IReadOnlyList<string> fields, bool hasNumber, bool hasText, IReadOnlyList<string> features)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        var twice = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < fields.Count; i++)
        {
            if (!columns.TryAdd(fields[i], i))
            {
                twice.Add(fields[i]);
            }
        }

        string? lacking = features.FirstOrDefault(name => !columns.ContainsKey(name));
        if (lacking is null)
        {
            return ByName(path, fields, columns, twice, features);
        }

        bool isHeader = hasText && !hasNumber;
        if (isHeader && features.Any(columns.ContainsKey))
        {
            throw Wrong(path, $"column '{Shorten(lacking)}' is missing; the model reads it");
        }

        return ByPosition(path, fields, isHeader, features.Count);
    }

    /// <summary>Feature of a column, or <see cref="Ignored"/>.</summary>
    /// <param name="column">0 to <see cref="Count"/> − 1.</param>
    public int FeatureOf(int column) => _features[column];

    /// <summary>A column for messages: its number from 1 on, and its name if there is one.</summary>
    /// <param name="column">0 to <see cref="Count"/> − 1.</param>
    public string Describe(int column)
    {
        string number = string.Create(CultureInfo.InvariantCulture, $"column {column + 1}");
        return _names is null ? number : $"{number} ({Shorten(_names[column])})";
    }

    /// <summary>Text of a file, fit for a message of one line.</summary>
    /// <param name="text">Any text.</param>
    public static string Shorten(string text)
    {
        const int LengthMax = 40;
        string shown = string.Concat((text.Length > LengthMax ? text[..LengthMax] + "…" : text).Select(static c => char.IsControl(c) ? '·' : c));
        return shown;
    }

    private static CsvColumns ByName(string path, IReadOnlyList<string> fields, Dictionary<string, int> columns, HashSet<string> twice, IReadOnlyList<string> features)
    {
        int[] map = new int[fields.Count];
        Array.Fill(map, Ignored);
        for (int f = 0; f < features.Count; f++)
        {
            if (twice.Contains(features[f]))
            {
                throw Wrong(path, $"two columns are named '{Shorten(features[f])}'; the model reads one");
            }

            map[columns[features[f]]] = f;
        }

        string[] extra = [.. fields.Where((_, i) => map[i] == Ignored).Select(Shorten)];
        string more = extra.Length > NamesShownMax ? ", …" : string.Empty;
        string[] notes = extra.Length == 0 ? [] : [$"{path}: columns that the model does not read: {string.Join(", ", extra.Take(NamesShownMax))}{more}"];
        return new CsvColumns(map, [.. fields], notes);
    }

    private static CsvColumns ByPosition(string path, IReadOnlyList<string> fields, bool isHeader, int featureCount)
    {
        if (fields.Count != featureCount)
        {
            throw Wrong(path, string.Create(CultureInfo.InvariantCulture, $"line 1 has {fields.Count} columns, the model {featureCount} features"));
        }

        string[] notes = isHeader ? [$"{path}: the header names none of the model's features; columns are read in their order"] : [];
        return new CsvColumns([.. Enumerable.Range(0, featureCount)], isHeader ? [.. fields] : null, notes);
    }

    private static EdgeRouterException Wrong(string path, string what) => EdgeRouterException.BadInput(ScoreErrors.WrongColumns, $"{path}: {what}");
}
