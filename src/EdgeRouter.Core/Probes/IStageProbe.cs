namespace EdgeRouter.Core.Probes;

/// <summary>Measures stages. A struct passed as a generic parameter: the empty one costs nothing, and no probe influences an output.</summary>
public interface IStageProbe
{
    /// <summary>A stamp for <see cref="Record"/>.</summary>
    long Now { get; }

    /// <summary>Records one duration.</summary>
    /// <param name="stage">Stage.</param>
    /// <param name="startTicks">Stamp at the start.</param>
    /// <param name="endTicks">Stamp at the end.</param>
    void Record(Stage stage, long startTicks, long endTicks);
}
