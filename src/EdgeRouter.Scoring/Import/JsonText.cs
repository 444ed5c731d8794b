using System.Globalization;
using System.Text;

namespace EdgeRouter.Scoring.Import;

/// <summary>Decodes the inside of a JSON text: UTF-8, checked, with escapes.</summary>
internal static class JsonText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>UTF-8 to text, with a named failure for bytes that are not UTF-8.</summary>
    /// <param name="raw">The bytes.</param>
    /// <param name="context">Names the place in errors.</param>
    /// <param name="offset">Byte offset of <paramref name="raw"/> in the file.</param>
    public static string DecodeUtf8(ReadOnlySpan<byte> raw, ImportContext context, long offset)
    {
        try
        {
            return Strict.GetString(raw);
        }
        catch (DecoderFallbackException)
        {
            throw context.Malformed(offset, "a text that is not UTF-8");
        }
    }

    /// <summary>The bytes between two quotes as text.</summary>
    /// <param name="raw">The bytes, escapes included.</param>
    /// <param name="context">Names the place in errors.</param>
    /// <param name="offset">Byte offset of <paramref name="raw"/> in the file.</param>
    public static string Decode(ReadOnlySpan<byte> raw, ImportContext context, long offset)
    {
        string text = DecodeUtf8(raw, context, offset);
        return text.Contains('\\', StringComparison.Ordinal) ? Unescape(text, context, offset) : text;
    }

    private static string Unescape(string text, ImportContext context, long offset)
    {
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                result.Append(text[i]);
                continue;
            }

            char code = ++i < text.Length ? text[i] : '\0';
            if (code == 'u')
            {
                result.Append(ReadHex(text, i + 1, context, offset));
                i += 4;
                continue;
            }

            int known = "\"\\/bfnrt".IndexOf(code, StringComparison.Ordinal);
            result.Append(known >= 0 ? "\"\\/\b\f\n\r\t"[known] : throw context.Malformed(offset, "an unknown escape in a text"));
        }

        return result.ToString();
    }

    private static char ReadHex(string text, int start, ImportContext context, long offset)
    {
        bool ok = start + 4 <= text.Length;
        ushort value = 0;
        ok = ok && ushort.TryParse(text.AsSpan(start, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
        return ok ? (char)value : throw context.Malformed(offset, "a broken \\u escape in a text");
    }
}
