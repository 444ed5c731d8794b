using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Protection;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Tools.Routing;

/// <summary>One planned child order of an explained decision, and what the gates said of it.</summary>
public sealed class ChildExplanation
{
    /// <summary>As the waterfall plans it.</summary>
    public required WaterfallChild Planned { get; init; }

    /// <summary>Name of the venue.</summary>
    public required string Venue { get; init; }

    /// <summary>Every check of the risk gate; empty for later steps, which are checked when their turn comes.</summary>
    public IReadOnlyList<RiskCheck> Risk { get; set; } = [];

    /// <summary>What order protection says; reason None = nothing stands in the way.</summary>
    public ProtectionFinding Protection { get; set; }

    /// <summary>The id that it left with; 0 = it did not leave.</summary>
    public long ChildId { get; set; }

    /// <summary>Whether a gate withholds it.</summary>
    public bool IsBlocked => Protection.Reason != RejectReason.None || Risk.Any(c => !c.IsPassed);
}
