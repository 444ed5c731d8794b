using System.Globalization;

namespace EdgeRouter.Aeron.Channels;

/// <summary>Sizes as text: <c>64k</c>, <c>1m</c>, <c>4096</c>.</summary>
public static class SizeText
{
    /// <summary>Reads a size.</summary>
    /// <param name="text">A number with an optional k, m or g of 1,024, either case.</param>
    /// <param name="bytes">0 or more.</param>
    /// <returns>Whether it is one that fits 64 bits.</returns>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        if (text.Length == 0)
        {
            return false;
        }

        int shift = text[^1] switch { 'k' or 'K' => 10, 'm' or 'M' => 20, 'g' or 'G' => 30, _ => 0 };
        ReadOnlySpan<char> digits = shift == 0 ? text : text.AsSpan(0, text.Length - 1);
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number) || number > long.MaxValue >> shift)
        {
            return false;
        }

        bytes = number << shift;
        return true;
    }
}
