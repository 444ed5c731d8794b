using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>The tables of a forest image, looked up once.</summary>
internal sealed unsafe class ForestView
{
    private readonly ForestImage _image;

    /// <summary>Looks the tables up.</summary>
    /// <param name="image">Built or checked.</param>
    public ForestView(ForestImage image)
    {
        _image = image;
        Limits = new LaneLimits(image.Header.LaneCount);
        Outputs = image.Table<OutputRecord>(ForestSection.Outputs);
        Columns = image.Table<ColumnRecord>(ForestSection.Columns);
        SingleCuts = image.Table<float>(ForestSection.SingleCuts);
        DoubleCuts = image.Table<double>(ForestSection.DoubleCuts);
        SortedCuts = image.Table<float>(ForestSection.SortedCuts);
        Categories = image.Table<CategoryRecord>(ForestSection.Categories);
        CategoryClasses = image.Table<ushort>(ForestSection.CategoryClasses);
        CategoryCodes = image.Table<byte>(ForestSection.CategoryCodes);
        CompleteMasks = image.Table<byte>(ForestSection.CompleteMasks);
        CompleteHeaps = image.Table<byte>(ForestSection.CompleteHeaps);
        CompleteLeaves = image.Table<int>(ForestSection.CompleteLeaves);
        CompletePlanes = image.Table<byte>(ForestSection.CompletePlanes);
        CompactMasks = image.Table<byte>(ForestSection.CompactMasks);
        CompactLeaves = image.Table<int>(ForestSection.CompactLeaves);
        CompactSteps = image.Table<int>(ForestSection.CompactSteps);
        DeepMasks = image.Table<byte>(ForestSection.DeepMasks);
        DeepBlocks = image.Table<DeepBlock>(ForestSection.DeepBlocks);
        ShortBlocks = image.Table<ShortBlock>(ForestSection.ShortBlocks);
        DeepHeaps = image.Table<byte>(ForestSection.DeepHeaps);
        DeepStarts = image.Table<int>(ForestSection.DeepStarts);
        WalkTrees = image.Table<WalkTree>(ForestSection.WalkTrees);
        WalkNodes = image.Table<WalkNode>(ForestSection.WalkNodes);
        WalkLeaves = image.Table<int>(ForestSection.WalkLeaves);
    }

    /// <summary>The image, kept alive.</summary>
    public ForestImage Image => _image;

    /// <summary>Library of the models.</summary>
    public ModelLibrary Library => (ModelLibrary)_image.Header.Library;

    /// <summary>Features of a row.</summary>
    public int FeatureCount => _image.Header.FeatureCount;

    /// <summary>Lanes of a row.</summary>
    public int LaneCount => Limits.LaneCount;

    /// <summary>Bytes of a row's codes.</summary>
    public int RowBytes => Limits.RowBytes;

    public LaneLimits Limits { get; }

    public ForestTable<OutputRecord> Outputs { get; }

    public ForestTable<ColumnRecord> Columns { get; }

    public ForestTable<float> SingleCuts { get; }

    public ForestTable<double> DoubleCuts { get; }

    public ForestTable<float> SortedCuts { get; }

    public ForestTable<CategoryRecord> Categories { get; }

    public ForestTable<ushort> CategoryClasses { get; }

    public ForestTable<byte> CategoryCodes { get; }

    public ForestTable<byte> CompleteMasks { get; }

    public ForestTable<byte> CompleteHeaps { get; }

    public ForestTable<int> CompleteLeaves { get; }

    public ForestTable<byte> CompletePlanes { get; }

    public ForestTable<byte> CompactMasks { get; }

    public ForestTable<int> CompactLeaves { get; }

    public ForestTable<int> CompactSteps { get; }

    public ForestTable<byte> DeepMasks { get; }

    public ForestTable<DeepBlock> DeepBlocks { get; }

    public ForestTable<ShortBlock> ShortBlocks { get; }

    public ForestTable<byte> DeepHeaps { get; }

    public ForestTable<int> DeepStarts { get; }

    public ForestTable<WalkTree> WalkTrees { get; }

    public ForestTable<WalkNode> WalkNodes { get; }

    public ForestTable<int> WalkLeaves { get; }

    /// <summary>Whether any tree has more than six levels.</summary>
    public bool HasTallTrees => CompleteLeaves.Length / CompleteTree.Leaves != WalkTrees.Length;

    /// <summary>How many trees have which form.</summary>
    public ForestShape Shape
    {
        get
        {
            int complete = CompleteLeaves.Length / CompleteTree.Leaves;
            return new ForestShape(
                complete,
                CompactSteps.Length,
                DeepStarts.Length,
                WalkTrees.Length - complete - CompactSteps.Length - DeepStarts.Length,
                WalkNodes.Length);
        }
    }
}
