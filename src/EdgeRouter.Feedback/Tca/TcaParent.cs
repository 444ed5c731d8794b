using EdgeRouter.Core.Orders;

namespace EdgeRouter.Feedback.Tca;

/// <summary>One ended parent order under one policy: the unit of implementation shortfall.</summary>
public sealed record TcaParent
{
    /// <summary>Policy that routed it.</summary>
    public required string Policy { get; init; }

    /// <summary>Run that routed it.</summary>
    public required string RunId { get; init; }

    /// <summary>Instrument's symbol: part of the cluster.</summary>
    public required string Symbol { get; init; }

    /// <summary>How it ended.</summary>
    public required ParentOutcome Outcome { get; init; }
}
