namespace EdgeRouter.Learning.Datasets;

/// <summary>A child order with its fills and its decision, as the store tells it.</summary>
internal sealed record ChildFacts
{
    public required long ParentId { get; init; }

    public required int DecisionIndex { get; init; }

    public required long Quantity { get; init; }

    public required long FilledQuantity { get; init; }

    public required double FilledNotionalNanos { get; init; }

    public required double FeeNanos { get; init; }

    public required long TimeNs { get; init; }

    public required double Midpoint { get; init; }

    public required double SlateProbability { get; init; }

    public required bool Explored { get; init; }

    /// <summary>Features of its row; empty where it cannot be an example.</summary>
    public required float[] Features { get; init; }
}
