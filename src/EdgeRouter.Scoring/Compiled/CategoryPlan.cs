using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>Gives every distinct categorical split a lane of its own and every feature a table from category to codes.</summary>
internal sealed class CategoryPlan
{
    /// <summary>Largest table of codes in bytes, over all features.</summary>
    public const long MaxCodeBytes = 64L * 1024 * 1024;

    private const int CategoriesPerWord = 32;

    private readonly ModelLibrary _library;
    private readonly List<Split>?[] _splits;
    private readonly Dictionary<(TreeEnsemble Model, int Set, int Feature, bool MissingRight), int> _known = [];
    private readonly Dictionary<string, int>?[] _distinct;
    private readonly int[] _laneStart;
    private readonly List<CategoryRecord> _records = [];
    private readonly List<ushort> _classes = [];
    private readonly List<byte> _codes = [];

    /// <summary>Begins without splits.</summary>
    /// <param name="library">Library of the models.</param>
    /// <param name="featureCount">Features of a row.</param>
    public CategoryPlan(ModelLibrary library, int featureCount)
    {
        _library = library;
        _splits = new List<Split>?[featureCount];
        _distinct = new Dictionary<string, int>?[featureCount];
        _laneStart = new int[featureCount];
    }

    /// <summary>One record per feature with categorical splits.</summary>
    public IReadOnlyList<CategoryRecord> Records => _records;

    /// <summary>Class of each category.</summary>
    public IReadOnlyList<ushort> Classes => _classes;

    /// <summary>Codes of each class.</summary>
    public IReadOnlyList<byte> Codes => _codes;

    /// <summary>Takes note of a categorical split.</summary>
    /// <param name="model">Its model.</param>
    /// <param name="node">The split.</param>
    public void Add(TreeEnsemble model, in TreeNode node)
    {
        var key = (model, node.CategorySet, node.Feature, node.MissingGoesRight);
        if (_known.ContainsKey(key))
        {
            return;
        }

        var split = new Split(model.CategorySets[node.CategorySet], node.MissingGoesRight);
        List<Split> splits = _splits[node.Feature] ??= [];
        Dictionary<string, int> distinct = _distinct[node.Feature] ??= new Dictionary<string, int>(StringComparer.Ordinal);
        string behaviour = split.Behaviour();
        if (!distinct.TryGetValue(behaviour, out int index))
        {
            index = splits.Count;
            splits.Add(split);
            distinct.Add(behaviour, index);
        }

        _known.Add(key, index);
    }

    /// <summary>Gives out lanes and builds the tables.</summary>
    /// <param name="firstLane">First lane to give out.</param>
    /// <returns>The lane behind the last one.</returns>
    /// <exception cref="EdgeRouterException">ER4010: the tables would be too large.</exception>
    public int AssignLanes(int firstLane)
    {
        int lane = firstLane;
        for (int f = 0; f < _splits.Length; f++)
        {
            if (_splits[f] is { } splits)
            {
                _laneStart[f] = lane;
                AddFeature(f, lane, splits);
                lane += splits.Count;
            }
        }

        return lane;
    }

    /// <summary>Lane of a split.</summary>
    /// <param name="model">Its model.</param>
    /// <param name="node">A split that was added.</param>
    public int LaneOf(TreeEnsemble model, in TreeNode node) =>
        _laneStart[node.Feature] + _known[(model, node.CategorySet, node.Feature, node.MissingGoesRight)];

    private void AddFeature(int feature, int lane, List<Split> splits)
    {
        int words = splits.Max(static split => split.Set.Words.Length);
        var record = new CategoryRecord
        {
            Feature = feature,
            LaneStart = lane,
            LaneCount = splits.Count,
            CategoryCount = words * CategoriesPerWord,
            ClassStart = _classes.Count,
            CodeStart = _codes.Count,
        };
        var classOf = new Dictionary<string, int>(StringComparer.Ordinal);
        record.OtherClass = TakeClass(classOf, splits, category: -1, missing: false);
        record.MissingClass = TakeClass(classOf, splits, category: -1, missing: true);
        for (int w = 0; w < words; w++)
        {
            // Sets are often sparse: categories that are in none of them are like those beyond the table.
            bool isInNone = splits.TrueForAll(split => w >= split.Set.Words.Length || split.Set.Words[w] == 0);
            for (int c = w * CategoriesPerWord; c < (w + 1) * CategoriesPerWord; c++)
            {
                _classes.Add((ushort)(isInNone ? record.OtherClass : TakeClass(classOf, splits, c, missing: false)));
            }
        }

        record.ClassCount = classOf.Count;
        _records.Add(record);
    }

    private int TakeClass(Dictionary<string, int> classOf, List<Split> splits, int category, bool missing)
    {
        string codes = string.Create(splits.Count, (splits, category, missing), static (text, state) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = state.splits[i].GoesRight(state.category, state.missing) ? '\u0001' : '\0';
            }
        });
        if (classOf.TryGetValue(codes, out int known))
        {
            return known;
        }

        if (_codes.Count + codes.Length > MaxCodeBytes || classOf.Count > ushort.MaxValue)
        {
            throw EdgeRouterException.BadInput(ScoringErrors.CannotCompile, $"{_library} model: the tables of its categorical splits would be larger than {MaxCodeBytes} bytes; train with fewer categories");
        }

        foreach (char code in codes)
        {
            _codes.Add((byte)code);
        }

        classOf.Add(codes, classOf.Count);
        return classOf.Count - 1;
    }

    private readonly record struct Split(CategorySet Set, bool MissingGoesRight)
    {
        public bool GoesRight(int category, bool missing) => missing ? MissingGoesRight : Set.GoesRight(category);

        // Trailing empty words say nothing; a set and its complement differ outside every word.
        public string Behaviour()
        {
            ReadOnlySpan<uint> words = Set.Words;
            while (!words.IsEmpty && words[^1] == 0)
            {
                words = words[..^1];
            }

            var text = new System.Text.StringBuilder(words.Length * 2 + 2);
            text.Append(Set.MembersGoRight ? 'r' : 'l').Append(MissingGoesRight ? 'r' : 'l');
            foreach (uint word in words)
            {
                text.Append((char)(word & 0xFFFF)).Append((char)(word >> 16));
            }

            return text.ToString();
        }
    }
}
