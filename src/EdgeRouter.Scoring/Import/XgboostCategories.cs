using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Import;

/// <summary>Reads the category sets of XGBoost's categorical splits: members go right.</summary>
internal sealed class XgboostCategories
{
    private readonly ImportContext _context;
    private readonly List<CategorySet> _sets = [];
    private Dictionary<int, int> _placeOfNode = [];
    private TreeDocument _tree = new();
    private long _sizeBytes;
    private long _memberCount;

    /// <summary>Starts without any.</summary>
    /// <param name="context">Names the place in errors.</param>
    public XgboostCategories(ImportContext context)
    {
        _context = context;
    }

    /// <summary>All sets.</summary>
    public CategorySet[] Take() => _sets.ToArray();

    /// <summary>Turns to the next tree.</summary>
    /// <param name="tree">Unchecked but for the lengths of its arrays by node.</param>
    public void Begin(TreeDocument tree)
    {
        _tree = tree;
        _memberCount = 0;
        _placeOfNode = new Dictionary<int, int>(tree.CategoryNodes.Length);
        CheckLength("categories_segments", tree.CategorySegments.Length);
        CheckLength("categories_sizes", tree.CategorySizes.Length);
        _context.Field = "categories_nodes";
        for (int i = 0; i < tree.CategoryNodes.Length; i++)
        {
            _context.Node = tree.CategoryNodes[i];
            if ((uint)tree.CategoryNodes[i] >= (uint)tree.LeftChildren.Length)
            {
                throw _context.Invalid($"a set for node {tree.CategoryNodes[i]} of {tree.LeftChildren.Length}");
            }

            if (!_placeOfNode.TryAdd(tree.CategoryNodes[i], i))
            {
                throw _context.Invalid("two sets for one node");
            }
        }
    }

    /// <summary>Appends the set of a node and answers its index.</summary>
    /// <param name="node">A categorical split.</param>
    public int Add(int node)
    {
        _context.Field = "categories_nodes";
        int place = _placeOfNode.TryGetValue(node, out int found) ? found : throw _context.Invalid("a categorical split without a set");
        ReadOnlySpan<int> members = MembersAt(place);
        var words = new uint[CountWords(members)];
        foreach (int category in members)
        {
            words[category >> 5] |= 1u << (category & 31);
        }

        _sets.Add(new CategorySet(words, membersGoRight: true));
        return _sets.Count - 1;
    }

    private ReadOnlySpan<int> MembersAt(int place)
    {
        int start = _tree.CategorySegments[place];
        int count = _tree.CategorySizes[place];
        if (start < 0 || count < 0 || start > _tree.Categories.Length - count)
        {
            _context.Field = "categories_segments";
            throw _context.Invalid($"categories {start} to {(long)start + count} of {_tree.Categories.Length}");
        }

        _memberCount += count;
        if (_memberCount > _tree.Categories.Length)
        {
            _context.Field = "categories_sizes";
            throw _context.Invalid("category sets that overlap");
        }

        return _tree.Categories.AsSpan(start, count);
    }

    private int CountWords(ReadOnlySpan<int> members)
    {
        _context.Field = "categories";
        int largest = -1;
        foreach (int category in members)
        {
            largest = Math.Max(largest, category);
            if ((uint)category >= ImportLimits.CategoryEnd)
            {
                throw _context.Invalid($"category {category} is not in 0 to {ImportLimits.CategoryEnd - 1}");
            }
        }

        int count = (largest + 32) >> 5;
        _sizeBytes += count * sizeof(uint);
        return _sizeBytes <= ImportLimits.MaxCategorySetBytes
            ? count
            : throw _context.TooLarge($"category sets of more than {ImportLimits.MaxCategorySetBytes} bytes");
    }

    private void CheckLength(string field, int length)
    {
        if (length != _tree.CategoryNodes.Length)
        {
            _context.Field = field;
            throw _context.Invalid($"{length} entries for {_tree.CategoryNodes.Length} categorical nodes");
        }
    }
}
