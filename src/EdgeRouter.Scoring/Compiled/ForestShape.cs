namespace EdgeRouter.Scoring.Compiled;

/// <summary>How many trees of a compiled forest have which form. Trees that pruning left as a single number are in none: they are in the base.</summary>
/// <param name="Complete">At most six levels.</param>
/// <param name="Compact">Deeper, at most 64 leaves.</param>
/// <param name="Deep">Deeper, more leaves.</param>
/// <param name="WalkOnly">Deeper, in a forest of more than 256 lanes: walked split by split.</param>
/// <param name="Nodes">Splits and leaves after pruning.</param>
public readonly record struct ForestShape(int Complete, int Compact, int Deep, int WalkOnly, int Nodes);
