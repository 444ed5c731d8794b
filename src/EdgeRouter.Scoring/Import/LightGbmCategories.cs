namespace EdgeRouter.Scoring.Import;

/// <summary>The category sets of one tree: <c>cat_boundaries</c> cuts the words of <c>cat_threshold</c>, and a categorical split's threshold says
/// which piece is its set.</summary>
internal sealed class LightGbmCategories
{
    private const int NotAdded = -1;
    private readonly LightGbmSection _fields;
    private readonly LightGbmForest _forest;
    private int[] _boundaries = [];
    private uint[] _words = [];
    private int[] _added = [];
    private int _count;

    /// <summary>Prepares to read trees.</summary>
    /// <param name="fields">Where the values of a tree stand.</param>
    /// <param name="forest">Takes the sets.</param>
    public LightGbmCategories(LightGbmSection fields, LightGbmForest forest)
    {
        _fields = fields;
        _forest = forest;
    }

    /// <summary>Reads the sets of the current tree.</summary>
    public void Read()
    {
        LightGbmNumbers number = _fields.Open(LightGbmKey.CategoryCount);
        _count = number.ReadInt();
        if (_count == 0)
        {
            return;
        }

        if (_count is < 0 or > ImportLimits.MaxNodesPerTree)
        {
            throw _fields.Refuse(LightGbmKey.CategoryCount, $"{_count} category sets; 0 to {ImportLimits.MaxNodesPerTree} can be read");
        }

        LightGbmNumbers boundaries = _fields.Open(LightGbmKey.CategoryBoundaries);
        boundaries.CheckRoom(_count + 1);
        _boundaries = new int[_count + 1];
        boundaries.Fill(_boundaries);
        CheckBoundaries();
        LightGbmNumbers words = _fields.Open(LightGbmKey.CategoryWords);
        words.CheckRoom(_boundaries[_count]);
        _words = new uint[_boundaries[_count]];
        words.Fill(_words);
        _added = new int[_count];
        Array.Fill(_added, NotAdded);
    }

    /// <summary>Index, in the forest, of the set that a categorical split asks.</summary>
    /// <param name="threshold">Threshold of the split: number of the set in its tree.</param>
    /// <param name="split">The split.</param>
    public int SetOf(double threshold, int split)
    {
        if (!(threshold >= 0.0 && threshold < _count && Math.Floor(threshold) == threshold))
        {
            throw _fields.Refuse(LightGbmKey.Threshold, $"the threshold of a categorical split is no category set of {_count}", split);
        }

        int set = (int)threshold;
        if (_added[set] == NotAdded)
        {
            _added[set] = _forest.AddSet(_words.AsSpan(_boundaries[set].._boundaries[set + 1]));
        }

        return _added[set];
    }

    private void CheckBoundaries()
    {
        if (_boundaries[0] != 0)
        {
            throw _fields.Refuse(LightGbmKey.CategoryBoundaries, $"the first boundary is {_boundaries[0]}, not 0");
        }

        for (int i = 0; i < _count; i++)
        {
            if (_boundaries[i + 1] < _boundaries[i])
            {
                throw _fields.Refuse(LightGbmKey.CategoryBoundaries, $"boundary {_boundaries[i + 1]} after {_boundaries[i]}");
            }
        }
    }
}
