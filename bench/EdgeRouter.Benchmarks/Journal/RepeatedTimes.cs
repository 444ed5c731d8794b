using EdgeRouter.Benchmarks.Scoring;

namespace EdgeRouter.Benchmarks.Journal;

/// <summary>Times of the same work done several times.</summary>
/// <param name="Ns">Nanoseconds each, ascending.</param>
public sealed record RepeatedTimes(IReadOnlyList<double> Ns)
{
    /// <summary>The middle one.</summary>
    public double MedianNs => Ns[Ns.Count / 2];

    /// <summary>99 % were not slower.</summary>
    public double P99Ns => Ns[Ns.Count * 99 / 100];

    /// <summary>Times work; the first runs are not counted.</summary>
    /// <param name="repetitions">Counted runs.</param>
    /// <param name="warmUps">Runs before them.</param>
    /// <param name="prepare">Called before each run, not timed.</param>
    /// <param name="work">What is timed.</param>
    public static RepeatedTimes Measure(int repetitions, int warmUps, Action prepare, Action work)
    {
        var times = new List<double>(repetitions);
        for (int i = -warmUps; i < repetitions; i++)
        {
            prepare();
            double ns = LatencyMeter.Milliseconds(work) * 1e6;
            if (i >= 0)
            {
                times.Add(ns);
            }
        }

        times.Sort();
        return new RepeatedTimes(times);
    }
}
