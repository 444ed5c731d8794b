namespace EdgeRouter.Scoring.Models;

/// <summary>What the trainer knows about a model set; becomes part of <see cref="ModelSetMetadata"/>.</summary>
public sealed record ModelSetDescription
{
    /// <summary>Feature names in row order.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>What it was trained on.</summary>
    public required ModelDataRange DataRange { get; init; }

    /// <summary>Metrics by name, for example <c>fill.logloss</c>.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Training parameters by name.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Seed of the training.</summary>
    public required long Seed { get; init; }

    /// <summary>Library and version that trained, for example <c>libxgboost 1.7.4</c>.</summary>
    public required string Trainer { get; init; }
}
