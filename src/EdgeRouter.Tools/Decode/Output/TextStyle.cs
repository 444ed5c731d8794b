namespace EdgeRouter.Tools.Decode.Output;

/// <summary>Marks words for terminals, or leaves them as they are.</summary>
/// <param name="hasColor">Whether escape sequences are wanted.</param>
internal sealed class TextStyle(bool hasColor)
{
    /// <summary>What a line begins with and what is looked for first.</summary>
    public string Strong(string text) => Mark("1", text);

    /// <summary>What says which value is which.</summary>
    public string Faint(string text) => Mark("2", text);

    /// <summary>What is wrong.</summary>
    public string Wrong(string text) => Mark("31", text);

    private string Mark(string code, string text) => hasColor && text.Length > 0 ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
