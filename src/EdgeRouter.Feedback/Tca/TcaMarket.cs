namespace EdgeRouter.Feedback.Tca;

/// <summary>What answered the orders of some runs.</summary>
/// <param name="Market">Its kind, as the journals say, e.g. <c>simulation</c>, <c>calibrated simulation</c>, <c>queue model</c>; empty = not said.</param>
/// <param name="RunIds">The runs, in order of projection.</param>
public sealed record TcaMarket(string Market, IReadOnlyList<string> RunIds);
