using System.Text;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe;

/// <summary>Reads schemas from files, whatever their encoding, and at most as much as <see cref="SbeSchemaLimits.TextLengthMax"/> of them.</summary>
public static class SbeSchemaFile
{
    private const int DeclarationBytesMax = 256;
    private const char NoCharacter = '\uFFFD';

    /// <summary>Reads and parses a schema. Files that it includes are looked for beside it.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The schema, or diagnostics with file, line and column.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static SbeParseResult Parse(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        return SbeSchemaParser.Parse(path, Read(path), href => Include(folder, href));
    }

    private static string? Include(string folder, string href)
    {
        try
        {
            string path = Path.Combine(folder, href);
            return File.Exists(path) ? Read(path) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    // One byte more than the limit is enough for the parser to see that there is too much.
    private static string Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] bytes = new byte[(int)Math.Min(file.Length, SbeSchemaLimits.TextLengthMax + 1L)];
        int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Decode(bytes.AsSpan(0, length));
    }

    /// <summary>Decodes by byte-order mark, else by the XML declaration, else as UTF-8, and as Latin-1 what is no UTF-8.</summary>
    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        Encoding? marked = bytes switch
        {
            [0xFF, 0xFE, ..] or [(byte)'<', 0, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] or [0, (byte)'<', ..] => Encoding.BigEndianUnicode,
            [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
            _ => Declared(bytes),
        };
        string text = (marked ?? Encoding.UTF8).GetString(bytes);
        return marked is null && text.Contains(NoCharacter, StringComparison.Ordinal) ? Encoding.Latin1.GetString(bytes) : text;
    }

    private static Encoding? Declared(ReadOnlySpan<byte> bytes)
    {
        string start = Encoding.ASCII.GetString(bytes[..Math.Min(bytes.Length, DeclarationBytesMax)]);
        int end = start.IndexOf("?>", StringComparison.Ordinal);
        int name = end < 0 ? -1 : start[..end].IndexOf("encoding=", StringComparison.Ordinal) + "encoding=".Length + 1;
        int close = name < "encoding=".Length + 1 ? -1 : start.IndexOfAny(['"', '\''], name);
        string wanted = close < 0 ? "utf-8" : start[name..close];
        bool isUtf8 = wanted.StartsWith("utf", StringComparison.OrdinalIgnoreCase) || wanted.EndsWith("ascii", StringComparison.OrdinalIgnoreCase);
        try
        {
            return isUtf8 ? null : CodePagesEncodingProvider.Instance.GetEncoding(wanted) ?? Encoding.GetEncoding(wanted);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
