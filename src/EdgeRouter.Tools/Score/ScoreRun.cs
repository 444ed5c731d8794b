using EdgeRouter.Core.Time;

namespace EdgeRouter.Tools.Score;

/// <summary>Scores a file of rows, block by block: memory does not grow with the file.</summary>
public static class ScoreRun
{
    private const int BlockRowsMax = 1024;
    private const int BlockRowsMin = 64;
    private const int BlockValuesWanted = 1 << 17;

    /// <summary>Runs.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="scorer">Scores them.</param>
    /// <param name="output">Takes the scores.</param>
    /// <param name="format">Of the output.</param>
    /// <param name="ticks">Measures the duration.</param>
    /// <param name="progress">Told the bytes read so far.</param>
    /// <param name="cancellation">Stops it between two blocks.</param>
    /// <exception cref="EdgeRouter.Core.Errors.EdgeRouterException">As from <see cref="RowSource"/>.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ScoreSummary Run(
        RowSource source,
        RowScorer scorer,
        Stream output,
        RowFormat format,
        ITickCounter ticks,
        Action<long> progress,
        CancellationToken cancellation)
    {
        long start = ticks.Ticks;
        int blockRows = Math.Clamp(BlockValuesWanted / Math.Max(1, source.FeatureCount), BlockRowsMin, BlockRowsMax);
        var rows = new double[blockRows * source.FeatureCount];
        var scores = new double[blockRows * scorer.ColumnCount];
        var writer = new ScoreWriter(output, format, scorer.ColumnNames, scorer.GivesSingles);
        long rowCount = 0;
        while (source.Read(rows) is > 0 and int count)
        {
            cancellation.ThrowIfCancellationRequested();
            scorer.Score(rows.AsSpan(0, count * source.FeatureCount), count, scores);
            writer.Write(scores.AsSpan(0, count * scorer.ColumnCount));
            rowCount += count;
            progress(source.PositionBytes);
        }

        writer.Flush();
        return new ScoreSummary(rowCount, source.FeatureCount, scorer.ColumnCount, scorer.Evaluators, (ticks.Ticks - start) * ticks.NsPerTick / TimeUnits.Second);
    }
}
