namespace EdgeRouter.Scoring.Models;

/// <summary>Contents of a model set's <c>model.json</c>.</summary>
public sealed record ModelSetMetadata
{
    /// <summary>Version that this program writes and the newest that it reads.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>Version of this file's form.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>What the trainer stated.</summary>
    public required ModelSetDescription Description { get; init; }

    /// <summary>The model files.</summary>
    public required ModelFiles Models { get; init; }
}
