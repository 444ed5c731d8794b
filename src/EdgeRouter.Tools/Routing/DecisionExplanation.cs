using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Protection;

namespace EdgeRouter.Tools.Routing;

/// <summary>One routing decision with everything that led to it, for people.</summary>
public sealed class DecisionExplanation
{
    /// <summary>The order, arrival quote filled in.</summary>
    public required ParentOrder Order { get; init; }

    /// <summary>What is traded.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>0 for the parent's first decision.</summary>
    public required int DecisionIndex { get; init; }

    /// <summary>Engine time, ns since the Unix epoch.</summary>
    public required long TimeNs { get; init; }

    /// <summary>Shares that were to be routed.</summary>
    public required long RemainingQuantity { get; init; }

    /// <summary>Name of the policy that decided.</summary>
    public required string Policy { get; init; }

    /// <summary>Who scored; empty = nobody.</summary>
    public required string Scorer { get; init; }

    /// <summary>Whether chance chose the first step.</summary>
    public required bool IsExplored { get; init; }

    /// <summary>Probability of the first step.</summary>
    public required double SlateProbability { get; init; }

    /// <summary>Version of the reference data; 0 = none.</summary>
    public required ulong ReferenceVersion { get; init; }

    /// <summary>Hash of the models; 0 = none.</summary>
    public required ulong ModelId { get; init; }

    /// <summary>Facts of the market: quote, features of order and market.</summary>
    public required IReadOnlyList<NamedValue> Market { get; init; }

    /// <summary>Order protection's mode.</summary>
    public required ProtectionMode ProtectionMode { get; init; }

    /// <summary>Best protected price on the other side; null = none.</summary>
    public required Price? ProtectedTouch { get; init; }

    /// <summary>What protection kept the waterfall from; reason None = nothing.</summary>
    public required ProtectionFinding Barrier { get; init; }

    /// <summary>Names of the venues by id.</summary>
    public required IReadOnlyList<string> Venues { get; init; }

    /// <summary>Venues without a row, and why.</summary>
    public List<string> Left { get; } = [];

    /// <summary>The rows.</summary>
    public List<RowExplanation> Rows { get; } = [];

    /// <summary>What holds for all scores.</summary>
    public List<NamedValue> Objective { get; } = [];

    /// <summary>The same in words.</summary>
    public List<string> ObjectiveNotes { get; } = [];

    /// <summary>What holds for the whole of the policy's arithmetic.</summary>
    public List<NamedValue> PolicyTerms { get; } = [];

    /// <summary>The same in words.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>The waterfall.</summary>
    public List<ChildExplanation> Children { get; } = [];
}
