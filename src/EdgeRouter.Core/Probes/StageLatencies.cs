using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Core.Probes;

/// <summary>One latency histogram a stage.</summary>
public sealed class StageLatencies
{
    private readonly LatencyHistogram[] _histograms;

    /// <summary>Creates empty histograms.</summary>
    /// <param name="ticks">The counter that stamps come from.</param>
    public StageLatencies(ITickCounter ticks)
    {
        Ticks = ticks;
        _histograms = [.. Enum.GetValues<Stage>().Select(_ => new LatencyHistogram())];
    }

    /// <summary>The counter that stamps come from.</summary>
    public ITickCounter Ticks { get; }

    /// <summary>The histogram of a stage, ns.</summary>
    /// <param name="stage">Stage.</param>
    public LatencyHistogram this[Stage stage] => _histograms[(int)stage];

    /// <summary>Forgets everything: after warm-up.</summary>
    public void Clear()
    {
        foreach (LatencyHistogram histogram in _histograms)
        {
            histogram.Clear();
        }
    }
}
