namespace EdgeRouter.Core.Reference.Parsing;

/// <summary>A list of words, each at most once, as bits.</summary>
internal static class WordSet
{
    /// <summary>Reads a set: bit 1 &lt;&lt; position for each word.</summary>
    internal static int Read(JsonValue list, string[] words)
    {
        int set = 0;
        foreach (JsonValue value in list.AsList(0, words.Length))
        {
            int bit = 1 << value.AsWord(words);
            set = (set & bit) == 0 ? set | bit : throw value.Error("ER1152", "the word stands twice; keep one");
        }

        return set;
    }

    /// <summary>The words of a set.</summary>
    internal static IEnumerable<string> Of(int set, string[] words) => words.Where((_, index) => (set & (1 << index)) != 0);
}
