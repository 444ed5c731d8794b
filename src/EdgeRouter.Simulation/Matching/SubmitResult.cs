namespace EdgeRouter.Simulation.Matching;

/// <summary>What became of an incoming order.</summary>
/// <param name="Filled">Shares that traded at once.</param>
/// <param name="RestingSlot">Slot in the book; −1 = does not rest.</param>
internal readonly record struct SubmitResult(long Filled, int RestingSlot);
