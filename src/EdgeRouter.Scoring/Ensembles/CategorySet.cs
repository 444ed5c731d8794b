namespace EdgeRouter.Scoring.Ensembles;

/// <summary>A set of categories at a categorical split, as a bit set: bit i of word i / 32 is category i.</summary>
public sealed class CategorySet
{
    private readonly uint[] _words;

    internal CategorySet(uint[] words, bool membersGoRight)
    {
        _words = words;
        MembersGoRight = membersGoRight;
    }

    /// <summary>The bits; categories beyond the last word are not in the set.</summary>
    public ReadOnlySpan<uint> Words => _words;

    /// <summary>Where members go: right in XGBoost, left in LightGBM. All other inputs, also those that are no category, go the other way.</summary>
    public bool MembersGoRight { get; }

    /// <summary>Whether a category goes right.</summary>
    /// <param name="category">Category, or −1 for an input that is none.</param>
    public bool GoesRight(int category) => Contains(category) == MembersGoRight;

    private bool Contains(int category) =>
        category >= 0 && category >> 5 < _words.Length && ((_words[category >> 5] >> (category & 31)) & 1) != 0;
}
