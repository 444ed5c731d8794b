namespace EdgeRouter.Simulation.Parameters;

/// <summary>The envelope of a market file.</summary>
internal sealed record MarketFile
{
    public required int SchemaVersion { get; init; }

    public required MarketParameters Market { get; init; }
}
