namespace EdgeRouter.Scoring.Import;

/// <summary>Tokens to <see cref="ModelDocument"/>: knows where in an XGBoost model each value stands, tolerates unknown fields and any order.</summary>
internal sealed class XgboostDocumentParser
{
    private readonly ITokenReader _reader;
    private readonly ImportContext _context;
    private readonly ModelDocument _document = new();
    private bool _hasLearner;
    private int _nodeCount;

    private XgboostDocumentParser(ITokenReader reader, ImportContext context)
    {
        _reader = reader;
        _context = context;
    }

    /// <summary>Parses the whole document.</summary>
    /// <param name="reader">Stands before the first token.</param>
    /// <param name="context">Names the place in errors.</param>
    public static ModelDocument Parse(ITokenReader reader, ImportContext context) => new XgboostDocumentParser(reader, context).ParseRoot();

    private ModelDocument ParseRoot()
    {
        ParseObject(name =>
        {
            if (name != "learner")
            {
                return false;
            }

            _hasLearner = true;
            ParseObject(ParseLearnerField);
            return true;
        });
        _context.Field = string.Empty;
        _reader.Expect(TokenKind.EndOfFile, _context);
        return _hasLearner ? _document : throw _context.Invalid("not an XGBoost model: there is no \"learner\"");
    }

    // One object: each member goes to the handler, which answers whether it consumed the value.
    private void ParseObject(Func<string, bool> handle)
    {
        _reader.Expect(TokenKind.BeginObject, _context);
        while (_reader.ReadMember(_context, out string name))
        {
            if (!handle(name))
            {
                _reader.SkipValue();
            }
        }
    }

    private bool ParseLearnerField(string name)
    {
        switch (name)
        {
            case "feature_names":
                _document.FeatureNames = _reader.ReadTextArray(_context, ImportLimits.MaxFeatures);
                return true;
            case "learner_model_param":
                ParseObject(ParseLearnerParameter);
                return true;
            case "objective":
                ParseObject(field => field == "name" && Take(_reader.ReadText(_context), text => _document.Objective = text));
                return true;
            case "attributes":
                ParseObject(field => field == "best_iteration" && Take(_reader.ReadText(_context), text => _document.BestIteration = text));
                return true;
            case "gradient_booster":
                ParseObject(ParseBoosterField);
                return true;
            default:
                return false;
        }
    }

    private bool ParseLearnerParameter(string name) => name switch
    {
        "base_score" => Take(_reader.ReadText(_context), text => _document.BaseScore = text),
        "num_class" => Take(_reader.ReadText(_context), text => _document.ClassCount = text),
        "num_target" => Take(_reader.ReadText(_context), text => _document.TargetCount = text),
        "num_feature" => Take(_reader.ReadText(_context), text => _document.FeatureCount = text),
        _ => false,
    };

    private bool ParseBoosterField(string name)
    {
        switch (name)
        {
            case "name":
                return Take(_reader.ReadText(_context), text => _document.Booster = text);
            case "model":
                ParseObject(ParseModelField);
                return true;
            case "gbtree":
                ParseObject(ParseDartTrees);
                return true;
            case "weight_drop":
                _document.TreeWeights = _reader.ReadSingleArray(ImportLimits.MaxTrees);
                return true;
            default:
                return false;
        }
    }

    // Dart up to 3.2 wraps a whole gbtree booster; its name says nothing.
    private bool ParseDartTrees(string name)
    {
        if (name != "model")
        {
            return false;
        }

        ParseObject(ParseModelField);
        return true;
    }

    private bool ParseModelField(string name)
    {
        switch (name)
        {
            case "gbtree_model_param":
                ParseObject(field => field == "num_parallel_tree" && Take(_reader.ReadText(_context), text => _document.ParallelTreeCount = text));
                return true;
            case "tree_info":
                _document.TreeOutputs = _reader.ReadInt32Array(ImportLimits.MaxTrees);
                return true;
            case "iteration_indptr":
                _document.RoundStarts = _reader.ReadInt32Array(ImportLimits.MaxTrees + 1);
                return true;
            case "weight_drop":
                _document.TreeWeights = _reader.ReadSingleArray(ImportLimits.MaxTrees);
                return true;
            case "weights":
                _document.LinearWeights = _reader.ReadSingleArray(ImportLimits.MaxLeafNumbers);
                return true;
            case "trees":
                ParseTrees();
                return true;
            default:
                return false;
        }
    }

    private void ParseTrees()
    {
        var trees = new List<TreeDocument>();
        _reader.Expect(TokenKind.BeginArray, _context);
        while (_reader.Read() != TokenKind.EndArray)
        {
            if (trees.Count == ImportLimits.MaxTrees)
            {
                throw _context.TooLarge($"more than {ImportLimits.MaxTrees} trees");
            }

            _context.Tree = trees.Count;
            trees.Add(ParseTree());
        }

        _context.Tree = -1;
        _document.Trees = trees;
    }

    // The tree's opening brace has been read.
    private TreeDocument ParseTree()
    {
        if (_reader.Kind != TokenKind.BeginObject)
        {
            throw _context.Invalid("a tree must be an object");
        }

        var tree = new TreeDocument();
        int baseWeightsAt = -1;
        while (_reader.ReadMember(_context, out string name))
        {
            baseWeightsAt = name == "base_weights" ? _reader.Position : baseWeightsAt;
            if (!ParseTreeField(tree, name))
            {
                _reader.SkipValue();
            }
        }

        if (baseWeightsAt >= 0 && tree.LeafWeights.Length == 0 && tree.SizeLeafVector is not ("0" or "1"))
        {
            _context.Field = "base_weights";
            tree.BaseWeights = _reader.At(baseWeightsAt).ReadSingleArray(ImportLimits.MaxLeafNumbers);
        }

        _nodeCount += tree.LeftChildren.Length;
        return _nodeCount <= ImportLimits.MaxNodes ? tree : throw _context.TooLarge($"more than {ImportLimits.MaxNodes} nodes");
    }

    private bool ParseTreeField(TreeDocument tree, string name)
    {
        const int Limit = ImportLimits.MaxNodesPerTree;
        switch (name)
        {
            case "left_children":
                tree.LeftChildren = _reader.ReadInt32Array(Limit);
                return true;
            case "right_children":
                tree.RightChildren = _reader.ReadInt32Array(Limit);
                return true;
            case "split_indices":
                tree.SplitIndices = _reader.ReadInt32Array(Limit);
                return true;
            case "split_conditions":
                tree.SplitConditions = _reader.ReadSingleArray(Limit);
                return true;
            case "default_left":
                tree.DefaultLeft = _reader.ReadInt32Array(Limit);
                return true;
            case "split_type":
                tree.SplitTypes = _reader.ReadInt32Array(Limit);
                return true;
            case "leaf_weights":
                tree.LeafWeights = _reader.ReadSingleArray(ImportLimits.MaxLeafNumbers);
                return true;
            case "tree_param":
                ParseObject(field => field == "size_leaf_vector" && Take(_reader.ReadText(_context), text => tree.SizeLeafVector = text));
                return true;
            default:
                return ParseCategoryField(tree, name);
        }
    }

    private bool ParseCategoryField(TreeDocument tree, string name)
    {
        switch (name)
        {
            case "categories":
                tree.Categories = _reader.ReadInt32Array(ImportLimits.MaxCategorySetBytes);
                return true;
            case "categories_nodes":
                tree.CategoryNodes = _reader.ReadInt32Array(ImportLimits.MaxNodesPerTree);
                return true;
            case "categories_segments":
                tree.CategorySegments = _reader.ReadInt32Array(ImportLimits.MaxNodesPerTree);
                return true;
            case "categories_sizes":
                tree.CategorySizes = _reader.ReadInt32Array(ImportLimits.MaxNodesPerTree);
                return true;
            default:
                return false;
        }
    }

    private static bool Take(string text, Action<string> store)
    {
        store(text);
        return true;
    }
}
