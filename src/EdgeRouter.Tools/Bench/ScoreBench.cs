using EdgeRouter.Core.Time;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Tools.Replay;
using EdgeRouter.Tools.Score;

namespace EdgeRouter.Tools.Bench;

/// <summary>Measures how long a call of a scorer takes, as a router on one thread would call it.</summary>
public sealed class ScoreBench
{
    private const int WarmUpCallsMin = 4;
    private const int CallsPerPass = 256;

    private readonly ScoreBenchOptions _options;
    private readonly ITickCounter _ticks;
    private readonly CancellationToken _cancellation;
    private readonly long[] _samples;
    private readonly long[] _raw;

    /// <summary>Prepares to measure.</summary>
    /// <param name="options">What to measure.</param>
    /// <param name="ticks">The counter to measure with.</param>
    /// <param name="cancellation">Stops it.</param>
    public ScoreBench(ScoreBenchOptions options, ITickCounter ticks, CancellationToken cancellation)
    {
        _options = options;
        _ticks = ticks;
        _cancellation = cancellation;
        _samples = new long[options.Calls];
        _raw = new long[options.RowCounts.Max() * options.Forest.Outputs.Length];
    }

    /// <summary>Time between two looks at the counter with nothing in between, in ns: it is in every figure. Known after <see cref="Run"/>.</summary>
    public double LookNs { get; private set; }

    /// <summary>Measures every evaluator at every number of rows.</summary>
    /// <param name="progress">Told the calls measured so far.</param>
    /// <exception cref="EdgeRouter.Core.Errors.EdgeRouterException">ER4055: an evaluator cannot be used here.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<ScoreBenchSeries> Run(Action<long> progress)
    {
        EvaluatorCosts? costs = _options.IsCalibrated ? EvaluatorCosts.Measure(_options.Forest, _ticks) : null;
        ForestScorer[] scorers = [.. _options.Evaluators.Select(kind => FixedPointRowScorer.ScorerOf(_options.Forest, kind, costs))];
        var results = new List<ScoreBenchSeries>();
        for (int i = 0; i < scorers.Length; i++)
        {
            foreach (int rowCount in _options.RowCounts)
            {
                results.Add(Measure(scorers[i], _options.Evaluators[i], rowCount));
                progress(results.Count * (long)_options.Calls);
            }
        }

        LookNs = MeasureLook();
        return results;
    }

    private ScoreBenchSeries Measure(ForestScorer scorer, EvaluatorKind kind, int rowCount)
    {
        JitWarmUp.Run(() => WarmUp(scorer, rowCount), WarmUpCallsMin, _ticks);
        _cancellation.ThrowIfCancellationRequested();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int done = 0; done < _samples.Length; done += CallsPerPass)
        {
            _cancellation.ThrowIfCancellationRequested();
            Time(scorer, rowCount, _samples.AsSpan(done, Math.Min(CallsPerPass, _samples.Length - done)));
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return ScoreBenchSeries.Of(rowCount, kind, scorer.LastEvaluator, _samples, _ticks.NsPerTick, allocated);
    }

    private bool WarmUp(ForestScorer scorer, int rowCount)
    {
        Time(scorer, rowCount, _samples.AsSpan(0, Math.Min(CallsPerPass, _samples.Length)));
        return !_cancellation.IsCancellationRequested;
    }

    private void Time(ForestScorer scorer, int rowCount, Span<long> samples)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            ReadOnlySpan<float> rows = _options.Rows.Next(rowCount);
            long start = _ticks.Ticks;
            scorer.Score(rows, rowCount, _raw);
            samples[i] = _ticks.Ticks - start;
        }
    }

    private double MeasureLook()
    {
        Span<long> samples = _samples.AsSpan(0, Math.Min(CallsPerPass, _samples.Length));
        for (int i = 0; i < samples.Length; i++)
        {
            long start = _ticks.Ticks;
            samples[i] = _ticks.Ticks - start;
        }

        samples.Sort();
        return samples[samples.Length / 2] * _ticks.NsPerTick;
    }
}
