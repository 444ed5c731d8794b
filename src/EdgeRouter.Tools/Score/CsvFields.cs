using System.Text;

namespace EdgeRouter.Tools.Score;

/// <summary>The fields of a line (RFC 4180, but a field does not span lines). Spaces and tabs around a field do not count.</summary>
internal ref struct CsvFields
{
    private ReadOnlySpan<byte> _rest;
    private bool _isMore;

    /// <summary>Starts before the first field.</summary>
    /// <param name="line">A line without its end; an empty one has one empty field.</param>
    public CsvFields(ReadOnlySpan<byte> line)
    {
        _rest = line;
        _isMore = true;
    }

    /// <summary>The field: without its quotes, doubled quotes in it still doubled.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Whether a quote is not closed, or has text behind it.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Goes to the next field.</summary>
    public bool MoveNext()
    {
        if (!_isMore)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = _rest.TrimStart(" \t"u8);
        int length = rest is [(byte)'"', ..] ? QuotedLength(rest) : LengthToComma(rest);
        _isMore = length < rest.Length;
        _rest = _isMore ? rest[(length + 1)..] : default;
        ReadOnlySpan<byte> field = rest[..length].TrimEnd(" \t"u8);
        Current = rest is [(byte)'"', ..] && !IsDamaged ? field[1..^1] : field;
        return true;
    }

    /// <summary>A field as text.</summary>
    /// <param name="field">From <see cref="Current"/>.</param>
    public static string Text(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field).Replace("\"\"", "\"", StringComparison.Ordinal);

    private static int LengthToComma(ReadOnlySpan<byte> rest)
    {
        int comma = rest.IndexOf((byte)',');
        return comma < 0 ? rest.Length : comma;
    }

    private int QuotedLength(ReadOnlySpan<byte> rest)
    {
        int at = 1;
        while (at < rest.Length && (rest[at] != '"' || (at + 1 < rest.Length && rest[at + 1] == '"')))
        {
            at += rest[at] == '"' ? 2 : 1;
        }

        bool isClosed = at < rest.Length;
        int behind = isClosed ? at + 1 : rest.Length;
        int length = behind + LengthToComma(rest[behind..]);
        IsDamaged = !isClosed || !rest[behind..length].Trim(" \t"u8).IsEmpty;
        return length;
    }
}
