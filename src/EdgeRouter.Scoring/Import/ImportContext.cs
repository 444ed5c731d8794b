using System.Text;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Scoring.Import;

/// <summary>Where in which file the importer is, so that every failure names file, tree, node and field.</summary>
internal sealed class ImportContext
{
    private const int MaxQuotedChars = 48;
    private const int None = -1;

    /// <summary>Starts at the top of a file.</summary>
    /// <param name="fileName">As the user knows it.</param>
    public ImportContext(string fileName)
    {
        FileName = fileName;
    }

    /// <summary>The file.</summary>
    public string FileName { get; }

    /// <summary>Line of a text file, from 1, or −1.</summary>
    public int Line { get; set; } = None;

    /// <summary>Index of the tree, or −1.</summary>
    public int Tree { get; set; } = None;

    /// <summary>Index of the node in its tree, or −1.</summary>
    public int Node { get; set; } = None;

    /// <summary>Field of the file, untrusted text as it stands there, or empty.</summary>
    public string Field { get; set; } = string.Empty;

    /// <summary>Text from the file made fit for one line of an error: no control characters, not too long.</summary>
    /// <param name="text">Untrusted text.</param>
    public static string Quote(string text)
    {
        var clean = new StringBuilder(MaxQuotedChars + 3);
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, MaxQuotedChars)))
        {
            clean.Append(char.IsControl(c) || char.IsSurrogate(c) ? '?' : c);
        }

        return text.Length > MaxQuotedChars ? $"\"{clean}…\"" : $"\"{clean}\"";
    }

    /// <summary>The bytes are not a document of this format.</summary>
    /// <param name="offset">Byte offset in the file.</param>
    /// <param name="what">What is wrong.</param>
    public EdgeRouterException Malformed(long offset, string what) =>
        Fail(ScoringErrors.Malformed, $"not a readable model: {what} at byte {offset}");

    /// <summary>The document is well formed but no consistent model.</summary>
    /// <param name="what">What is wrong.</param>
    public EdgeRouterException Invalid(string what) => Fail(ScoringErrors.Inconsistent, what);

    /// <summary>Insists that a whole number from the file fits 32 bits.</summary>
    /// <param name="value">The number.</param>
    public int ToInt32(long value) => value == (int)value ? (int)value : throw Invalid($"{value} does not fit 32 bits");

    /// <summary>A model that uses something unknown here.</summary>
    /// <param name="what">The feature of the format.</param>
    public EdgeRouterException NotSupported(string what) => Fail(ScoringErrors.NotSupported, $"not supported: {what}");

    /// <summary>The model asks for more than <see cref="ImportLimits"/> grants.</summary>
    /// <param name="what">What is too large, with the limit.</param>
    public EdgeRouterException TooLarge(string what) => Fail(ScoringErrors.TooLarge, what);

    private EdgeRouterException Fail(string id, string what)
    {
        var where = new StringBuilder();
        Append(where, "line", Line);
        Append(where, "tree", Tree);
        Append(where, "node", Node);
        if (Field.Length > 0)
        {
            where.Append(where.Length > 0 ? ", " : string.Empty).Append("field ").Append(Quote(Field).Trim('"'));
        }

        string suffix = where.Length > 0 ? $" ({where})" : string.Empty;
        return EdgeRouterException.BadInput(id, $"{FileName}: {what}{suffix}");
    }

    private static void Append(StringBuilder where, string name, int index)
    {
        if (index != None)
        {
            where.Append(where.Length > 0 ? ", " : string.Empty).Append(name).Append(' ').Append(index);
        }
    }
}
