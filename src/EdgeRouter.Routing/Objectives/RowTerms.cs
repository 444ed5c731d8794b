namespace EdgeRouter.Routing.Objectives;

/// <summary>The terms of one row's score, before weights.</summary>
/// <param name="FillProbability">0 to 1.</param>
/// <param name="CostBps">Expected cost if filled, bps.</param>
/// <param name="CompletionBps">Expected cost elsewhere if not, bps.</param>
/// <param name="ExpectedCostBps">Both, by the probability of a fill.</param>
/// <param name="TimeNs">Expected time, ns.</param>
/// <param name="LeakageBps">Expected leakage, bps.</param>
internal readonly record struct RowTerms(
    double FillProbability, double CostBps, double CompletionBps, double ExpectedCostBps, double TimeNs, double LeakageBps);
