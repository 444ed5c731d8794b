namespace EdgeRouter.Scoring.Compiled;

/// <summary>The tables of a compiled forest. The numbers stand in forest files: never renumber.</summary>
internal enum ForestSection
{
    /// <summary>Canonical bytes of each model, one after another, each padded to 8 bytes.</summary>
    Models = 1,

    /// <summary>Length in bytes of each model's canonical bytes (int64).</summary>
    ModelSizes = 2,

    /// <summary><see cref="OutputRecord"/>s.</summary>
    Outputs = 3,

    /// <summary><see cref="ColumnRecord"/>s.</summary>
    Columns = 4,

    /// <summary>Cuts of the columns as search heaps, float32.</summary>
    SingleCuts = 5,

    /// <summary>The same heaps in double, for double inputs; empty for XGBoost, which narrows its inputs.</summary>
    DoubleCuts = 6,

    /// <summary>The cuts of the columns in ascending order, float32, at the same places as the heaps.</summary>
    SortedCuts = 23,

    /// <summary><see cref="CategoryRecord"/>s.</summary>
    Categories = 7,

    /// <summary>Class of each category (uint16).</summary>
    CategoryClasses = 8,

    /// <summary>Codes of each class, one byte per lane.</summary>
    CategoryCodes = 9,

    /// <summary>Complete trees for the mask evaluator: 64 lanes and 64 codes each.</summary>
    CompleteMasks = 10,

    /// <summary>Complete trees for the blend evaluators: 64 lanes (uint16) and 64 codes each, in heap order.</summary>
    CompleteHeaps = 11,

    /// <summary>Complete trees: 64 leaves (int32) each, left to right.</summary>
    CompleteLeaves = 12,

    /// <summary>Complete trees: the same leaves byte by byte, 64 lowest bytes first.</summary>
    CompletePlanes = 22,

    /// <summary>Compact trees: 64 lanes, 64 codes and 128 children each.</summary>
    CompactMasks = 13,

    /// <summary>Compact trees: 64 leaves (int32) each.</summary>
    CompactLeaves = 14,

    /// <summary>Compact trees: steps from root to the deepest leaf (int32) each.</summary>
    CompactSteps = 15,

    /// <summary>Deep trees: 64 lanes and 64 codes of the top six levels each.</summary>
    DeepMasks = 16,

    /// <summary>Deep trees: <see cref="DeepBlock"/>s below the top six levels.</summary>
    DeepBlocks = 17,

    /// <summary>Deep trees of at most eight levels: <see cref="ShortBlock"/>s below the top six.</summary>
    ShortBlocks = 24,

    /// <summary>Deep trees: the top six levels in heap order, as <see cref="CompleteHeaps"/>.</summary>
    DeepHeaps = 25,

    /// <summary>Deep trees: first of the 64 blocks (int32) that stand below the top, one per exit from left to right; the complement (~) of its
    /// index where it is a short one.</summary>
    DeepStarts = 18,

    /// <summary><see cref="WalkTree"/>s: every tree, for walking.</summary>
    WalkTrees = 19,

    /// <summary><see cref="WalkNode"/>s of all trees.</summary>
    WalkNodes = 20,

    /// <summary>Value of each walk node that is a leaf (int32).</summary>
    WalkLeaves = 21,
}
