using EdgeRouter.Core.Scoring;
using EdgeRouter.Routing.Policies.Convex;

namespace EdgeRouter.Tools.Routing;

/// <summary>A decision that is asked for.</summary>
public sealed record RouteRequest
{
    /// <summary>The market.</summary>
    public required RouteBook Book { get; init; }

    /// <summary>Name of the book's file, for messages.</summary>
    public required string BookName { get; init; }

    /// <summary>The order, see <see cref="OrderParser"/>.</summary>
    public required string Order { get; init; }

    /// <summary>Policy name.</summary>
    public required string Policy { get; init; }

    /// <summary>Name of the objective; null = <see cref="Profile"/>.</summary>
    public string? Objective { get; init; }

    /// <summary>Number of the objective profile.</summary>
    public int Profile { get; init; }

    /// <summary>Scores by models; null = by the book's predictions.</summary>
    public IRowScorer? Scorer { get; init; }

    /// <summary>Scales of the models.</summary>
    public ScoreScales Scales { get; init; }

    /// <summary>Hash of the models.</summary>
    public ulong ModelId { get; init; }

    /// <summary>What the convex policy assumes.</summary>
    public ConvexParameters Convex { get; init; } = new();

    /// <summary>Risk limits as JSON; null = the usual ones.</summary>
    public byte[]? Limits { get; init; }

    /// <summary>Reference data as JSON; null = the book's instruments and venues.</summary>
    public byte[]? Reference { get; init; }

    /// <summary>Name of the reference file, for messages.</summary>
    public string ReferenceName { get; init; } = string.Empty;
}
