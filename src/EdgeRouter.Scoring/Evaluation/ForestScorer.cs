using System.Runtime.CompilerServices;
using EdgeRouter.Core.Memory;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Scores rows with a compiled forest in fixed point. It owns scratch memory, so an instance serves one thread; the forest may be
/// shared. Scoring allocates nothing, and every evaluator gives the same bits.</summary>
public sealed unsafe class ForestScorer
{
    private readonly CompiledForest _forest;
    private readonly LinearOutputs _linear;
    private readonly EvaluatorChoice _choice;
    private readonly NativeArray<float> _narrowMemory;
    private readonly float* _narrow;

    /// <summary>Prepares to score.</summary>
    /// <param name="forest">The forest.</param>
    /// <param name="kind">Evaluator to use; by default the fastest for each batch.</param>
    /// <param name="costs">Costs that decide the fastest one; estimated if null.</param>
    /// <exception cref="PlatformNotSupportedException">The processor or the forest does not allow this evaluator.</exception>
    public ForestScorer(CompiledForest forest, EvaluatorKind kind = EvaluatorKind.Auto, EvaluatorCosts? costs = null)
    {
        _forest = forest;
        _linear = new LinearOutputs(forest);
        _choice = new EvaluatorChoice(forest, kind, costs);
        int values = RowBlock.MaxRows * forest.FeatureCount;
        _narrowMemory = new NativeRegion((long)values * sizeof(float)).Allocate<float>(values);
        _narrow = (float*)_narrowMemory.Address;
    }

    /// <summary>The forest.</summary>
    public CompiledForest Forest => _forest;

    /// <summary>Evaluator that scored the last rows of the last call.</summary>
    public EvaluatorKind LastEvaluator { get; private set; }

    /// <summary>Scores float32 rows.</summary>
    /// <param name="rows">Row-major, exactly <paramref name="rowCount"/> × features; NaN = missing.</param>
    /// <param name="rowCount">0 or more.</param>
    /// <param name="raw">Out: output o of row r is <c>raw[o * rowCount + r]</c>; at least outputs × <paramref name="rowCount"/> long.</param>
    /// <exception cref="ArgumentException">A span has the wrong length: a wiring error.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Score(ReadOnlySpan<float> rows, int rowCount, Span<long> raw)
    {
        CheckLengths(rows.Length, rowCount, raw.Length);

        // SAFETY: rows holds rowCount * features floats and raw outputs * rowCount numbers (checked above).
        fixed (float* first = rows)
        fixed (long* sums = raw)
        {
            for (int done = 0; done < rowCount;)
            {
                int count = _choice.NextBlock(rowCount - done);
                ScoreBlock(RowBlock.Of(first + ((long)done * _forest.FeatureCount), count), sums + done, rowCount);
                done += count;
            }
        }
    }

    /// <summary>Scores rows of doubles as the source library reads them: XGBoost narrows them to float32, LightGBM compares them as they are.</summary>
    /// <inheritdoc cref="Score(ReadOnlySpan{float}, int, Span{long})"/>
    public void Score(ReadOnlySpan<double> rows, int rowCount, Span<long> raw)
    {
        CheckLengths(rows.Length, rowCount, raw.Length);

        // SAFETY: as above.
        fixed (double* first = rows)
        fixed (long* sums = raw)
        {
            for (int done = 0; done < rowCount;)
            {
                int count = _choice.NextBlock(rowCount - done);
                ScoreBlock(Read(first + ((long)done * _forest.FeatureCount), count), sums + done, rowCount);
                done += count;
            }
        }
    }

    private RowBlock Read(double* rows, int count)
    {
        if (_forest.Models[0].Library != ModelLibrary.Xgboost)
        {
            return RowBlock.Of(rows, count);
        }

        for (int i = 0; i < count * _forest.FeatureCount; i++)
        {
            _narrow[i] = (float)rows[i];
        }

        return RowBlock.Of(_narrow, count);
    }

    private void ScoreBlock(in RowBlock rows, long* raw, int stride)
    {
        ForestEvaluator evaluator = _choice.Select(rows.Count);
        evaluator.Score(rows, raw, stride);
        LastEvaluator = evaluator.Kind;
        if (_linear.Any)
        {
            _linear.Score(rows, raw, stride);
        }
    }

    private void CheckLengths(int values, int rowCount, int results)
    {
        if (rowCount < 0 || values != (long)rowCount * _forest.FeatureCount)
        {
            throw new ArgumentException($"{values} values for {rowCount} rows of {_forest.FeatureCount} features.", nameof(rowCount));
        }

        if (results < (long)rowCount * _forest.Outputs.Length)
        {
            throw new ArgumentException($"Room for {results} scores of {rowCount} rows and {_forest.Outputs.Length} outputs.", nameof(results));
        }
    }
}
