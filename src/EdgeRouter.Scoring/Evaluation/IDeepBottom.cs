using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Goes from an exit of a deep tree's top six levels to the leaf.</summary>
internal unsafe interface IDeepBottom
{
    /// <summary>Value of the leaf.</summary>
    /// <param name="block">The exit's block.</param>
    /// <param name="row">The row's codes.</param>
    static abstract int LeafBelow(ShortBlock* block, byte* row);

    /// <summary>Value of the leaf.</summary>
    /// <param name="blocks">All blocks.</param>
    /// <param name="block">The exit's block.</param>
    /// <param name="row">The row's codes.</param>
    static abstract int LeafBelow(DeepBlock* blocks, DeepBlock* block, byte* row);
}
