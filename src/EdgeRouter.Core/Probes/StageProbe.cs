namespace EdgeRouter.Core.Probes;

/// <summary>Records stage durations into <see cref="StageLatencies"/>.</summary>
/// <param name="latencies">Where to.</param>
public readonly struct StageProbe(StageLatencies latencies) : IStageProbe
{
    /// <inheritdoc/>
    public long Now => latencies.Ticks.Ticks;

    /// <inheritdoc/>
    public void Record(Stage stage, long startTicks, long endTicks) =>
        latencies[stage].Record((long)((endTicks - startTicks) * latencies.Ticks.NsPerTick));
}
