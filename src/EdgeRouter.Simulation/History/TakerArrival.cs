namespace EdgeRouter.Simulation.History;

/// <summary>One taker of the tape: exogenous, the same whatever we do.</summary>
/// <param name="TimeNs">When.</param>
/// <param name="Shares">How many.</param>
/// <param name="Route">Uniform number that says whether a midpoint venue is tried first; below 0 = the first midpoint venue surely.</param>
/// <param name="Sign">+1 buys, −1 sells.</param>
/// <param name="Kind">Why.</param>
/// <param name="CountsFees">Whether the choice of venue counts fees.</param>
/// <param name="ReferenceTicks">For those who pick off: the latent price that they know.</param>
/// <param name="Foreseen">For children of institutions: how many came before it; 0 = nobody saw it coming.</param>
internal readonly record struct TakerArrival(long TimeNs, int Shares, float Route, sbyte Sign, TakerKind Kind, bool CountsFees, double ReferenceTicks, int Foreseen = 0);
