using EdgeRouter.Core.Time;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Measures evaluators on rows whose values stand at the forest's own cuts, so that its trees are walked in all directions.</summary>
internal sealed class CostProbe
{
    private const int Repetitions = 12;
    private const double BudgetNs = 3e6;
    private const ulong Seed = 0x5EED_0F_C057;

    private readonly CompiledForest _forest;
    private readonly ITickCounter _ticks;
    private readonly float[] _rows;
    private readonly long[] _raw;

    /// <summary>Draws the rows.</summary>
    /// <param name="forest">The forest.</param>
    /// <param name="ticks">Measures durations.</param>
    public CostProbe(CompiledForest forest, ITickCounter ticks)
    {
        _forest = forest;
        _ticks = ticks;
        _rows = new float[RowBlock.MaxRows * forest.FeatureCount];
        _raw = new long[RowBlock.MaxRows * forest.Outputs.Length];
        Draw();
    }

    /// <summary>Shortest of some calls, in nanoseconds.</summary>
    /// <param name="kind">The evaluator.</param>
    /// <param name="rows">Rows of a call.</param>
    public double Nanoseconds(EvaluatorKind kind, int rows)
    {
        var scorer = new ForestScorer(_forest, kind);
        int values = rows * _forest.FeatureCount;
        double best = double.MaxValue;
        double spent = 0.0;
        for (int i = 0; i < Repetitions && (i < 2 || spent < BudgetNs); i++)
        {
            long start = _ticks.Ticks;
            scorer.Score(_rows.AsSpan(0, values), rows, _raw);
            double elapsed = (_ticks.Ticks - start) * _ticks.NsPerTick;
            best = Math.Min(best, elapsed);
            spent += elapsed;
        }

        return best;
    }

    private void Draw()
    {
        ForestView view = _forest.View;
        ulong state = Seed;
        foreach (ColumnRecord column in view.Columns.Span)
        {
            for (int r = 0; r < RowBlock.MaxRows; r++)
            {
                state = (state * 6364136223846793005UL) + 1442695040888963407UL;
                int cut = (int)((state >> 33) % (ulong)(column.CutCount + 1));
                float value = cut < column.CutCount ? view.SortedCuts.Span[column.CutStart + cut] : float.NaN;
                _rows[(r * _forest.FeatureCount) + column.Feature] = value;
            }
        }
    }
}
