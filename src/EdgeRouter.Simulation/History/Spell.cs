namespace EdgeRouter.Simulation.History;

/// <summary>A spell with hidden liquidity on one side of a midpoint venue.</summary>
/// <param name="StartNs">First instant.</param>
/// <param name="EndNs">First instant after.</param>
/// <param name="Sign">+1: buyers rest; −1: sellers rest.</param>
internal readonly record struct Spell(long StartNs, long EndNs, int Sign);
