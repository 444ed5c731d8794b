namespace EdgeRouter.Core.Probes;

/// <summary>Measures nothing and costs nothing.</summary>
public readonly struct NoProbe : IStageProbe
{
    /// <inheritdoc/>
    public long Now => 0;

    /// <inheritdoc/>
    public void Record(Stage stage, long startTicks, long endTicks)
    {
    }
}
