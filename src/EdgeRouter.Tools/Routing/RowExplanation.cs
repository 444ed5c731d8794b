using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Tools.Routing;

/// <summary>One venue and action of an explained decision.</summary>
public sealed record RowExplanation
{
    /// <summary>Name of the venue.</summary>
    public required string Venue { get; init; }

    /// <summary>What it shows.</summary>
    public required RowQuote Quote { get; init; }

    /// <summary>As the decision wrote it: raw outputs, score, capacity, whether the first step uses it.</summary>
    public required ScoredRow Scored { get; init; }

    /// <summary>Features in catalogue order; NaN = missing; empty where they were not written.</summary>
    public required IReadOnlyList<float> Features { get; init; }

    /// <summary>Terms of its score.</summary>
    public List<NamedValue> Scores { get; } = [];

    /// <summary>Terms of the policy's arithmetic.</summary>
    public List<NamedValue> Policy { get; } = [];

    /// <summary>The score in words.</summary>
    public List<string> ScoreNotes { get; } = [];

    /// <summary>The policy's arithmetic in words.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Venue and action.</summary>
    public string Name => $"{Venue} {Quote.Action.ToString().ToLowerInvariant()}";
}
