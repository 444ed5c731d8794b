using EdgeRouter.Core.Orders;

namespace EdgeRouter.Tools.Routing;

/// <summary>What came of an order that was routed over a book file.</summary>
public sealed record RouteResult
{
    /// <summary>The decision; null when none was taken.</summary>
    public required DecisionExplanation? Decision { get; init; }

    /// <summary>Why the order was refused; None = it was taken.</summary>
    public required RejectReason Refused { get; init; }

    /// <summary>Why there is no decision or what became of the order; empty when there is nothing to say.</summary>
    public required string Outcome { get; init; }

    /// <summary>What was alerted.</summary>
    public required IReadOnlyList<EngineAlert> Alerts { get; init; }

    /// <summary>What was made up rather than given.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
