using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>The evaluators of a scorer, and how a batch is cut into blocks for them: for every number of rows that are left, the first block
/// and its evaluator that together with the cheapest way for the rest cost least.</summary>
internal sealed class EvaluatorChoice
{
    private readonly ForestEvaluator[] _evaluatorOf = new ForestEvaluator[RowBlock.MaxRows + 1];
    private readonly int[] _blockOf = new int[RowBlock.MaxRows + 1];

    /// <summary>Prepares the evaluators.</summary>
    /// <param name="forest">The forest.</param>
    /// <param name="kind">The only one to use, or <see cref="EvaluatorKind.Auto"/>.</param>
    /// <param name="costs">Costs of the evaluators; estimated if null.</param>
    /// <exception cref="PlatformNotSupportedException">The processor or the forest does not allow this evaluator.</exception>
    public EvaluatorChoice(CompiledForest forest, EvaluatorKind kind, EvaluatorCosts? costs)
    {
        if (kind != EvaluatorKind.Auto)
        {
            Array.Fill(_evaluatorOf, EvaluatorSupport.Create(kind, forest.View));
            for (int rows = 1; rows < _blockOf.Length; rows++)
            {
                _blockOf[rows] = rows;
            }

            return;
        }

        Plan(costs ?? EvaluatorCosts.Estimate(forest), forest.View);
    }

    /// <summary>Rows of the next block.</summary>
    /// <param name="rowsLeft">Rows still to score, 1 or more.</param>
    public int NextBlock(int rowsLeft) => _blockOf[Math.Min(rowsLeft, RowBlock.MaxRows)];

    /// <summary>Evaluator of a block.</summary>
    /// <param name="rows">Rows of the block, from <see cref="NextBlock"/>.</param>
    public ForestEvaluator Select(int rows) => _evaluatorOf[rows];

    private void Plan(EvaluatorCosts costs, ForestView view)
    {
        var evaluators = new Dictionary<EvaluatorKind, ForestEvaluator>();
        var total = new double[RowBlock.MaxRows + 1];
        for (int rows = 1; rows <= RowBlock.MaxRows; rows++)
        {
            EvaluatorKind cheapest = costs.Kinds.MinBy(kind => costs.Nanoseconds(kind, rows));
            if (!evaluators.TryGetValue(cheapest, out ForestEvaluator? evaluator))
            {
                evaluator = EvaluatorSupport.Create(cheapest, view);
                evaluators.Add(cheapest, evaluator);
            }

            _evaluatorOf[rows] = evaluator;
            _blockOf[rows] = rows;
            total[rows] = costs.Nanoseconds(cheapest, rows);
            foreach (int size in EvaluatorCosts.Sizes)
            {
                if (size < rows && total[size] + total[rows - size] < total[rows])
                {
                    total[rows] = total[size] + total[rows - size];
                    _blockOf[rows] = _blockOf[size];
                }
            }
        }
    }
}
