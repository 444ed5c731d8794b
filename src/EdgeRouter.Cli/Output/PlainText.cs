using System.Globalization;

namespace EdgeRouter.Cli.Output;

/// <summary>Text that others wrote, fit for a terminal: it can neither move the cursor nor break a line.</summary>
internal static class PlainText
{
    /// <summary>The text with a space for every character that does something instead of showing something.</summary>
    /// <param name="text">Any text.</param>
    public static string Of(string text) => string.Concat(text.Select(character => IsShown(character) ? character : ' '));

    private static bool IsShown(char character) => !char.IsControl(character) && char.GetUnicodeCategory(character) != UnicodeCategory.Format;
}
