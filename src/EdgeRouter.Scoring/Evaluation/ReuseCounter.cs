using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Counts how much of what was scored before an incremental scorer could use again: rows with the same codes, and trees none of whose
/// lanes changed. Counts only, nothing is timed; for rows that were really scored, in their order.</summary>
/// <remarks>Keeps the latest row of every parent, venue and action until <see cref="StartRun"/>: some hundred bytes each.</remarks>
public sealed class ReuseCounter
{
    private const int PreviousDecision = (int)ReuseReference.PreviousDecision;
    private readonly CompiledForest _forest;
    private readonly ReuseTally[] _tallies;
    private readonly List<ReuseRow> _rows = [];

    /// <summary>Begins at zero.</summary>
    /// <param name="forest">The models.</param>
    public ReuseCounter(CompiledForest forest)
    {
        _forest = forest;
        var lanes = new ReuseLanes(forest.View);
        _tallies = [.. Enum.GetValues<ReuseReference>().Select(reference => new ReuseTally(forest, lanes, reference))];
    }

    /// <summary>Decisions counted.</summary>
    public long DecisionCount { get; private set; }

    /// <summary>The figures so far, one for each <see cref="ReuseReference"/> in its order.</summary>
    public IReadOnlyList<ReuseFigures> Figures => [.. _tallies.Select(static tally => tally.Figures())];

    /// <summary>Another run begins: no row of it has a reference in an earlier one.</summary>
    public void StartRun()
    {
        foreach (ReuseTally tally in _tallies)
        {
            tally.Forget();
        }
    }

    /// <summary>Counts the next decision.</summary>
    /// <param name="parent">Its parent order.</param>
    /// <param name="instrument">Its instrument.</param>
    /// <param name="rows">Its rows; venue and action are read.</param>
    /// <param name="features">Rows × features of the forest, row-major.</param>
    /// <exception cref="ArgumentException">Not as many features as the rows have.</exception>
    public void Add(ParentOrderId parent, InstrumentId instrument, ReadOnlySpan<ScoredRow> rows, ReadOnlySpan<float> features)
    {
        int width = _forest.FeatureCount;
        if (features.Length != rows.Length * width)
        {
            throw new ArgumentException($"{features.Length} features instead of {rows.Length} × {width}", nameof(features));
        }

        DecisionCount++;
        _rows.Clear();
        for (int r = 0; r < rows.Length; r++)
        {
            _rows.Add(ReuseRow.Of(_forest.View, features.Slice(r * width, width)));
            for (int t = 0; t < _tallies.Length; t++)
            {
                _tallies[t].Count(KeyOf((ReuseReference)t, parent, instrument, rows, r), _rows[r]);
            }
        }

        // Only now: no row is the reference of another one of its decision.
        _tallies[PreviousDecision].Forget();
        for (int r = 0; r < rows.Length; r++)
        {
            for (int t = 0; t < _tallies.Length; t++)
            {
                _tallies[t].Keep(KeyOf((ReuseReference)t, parent, instrument, rows, r), _rows[r]);
            }
        }
    }

    private static (long Owner, int Slot) KeyOf(ReuseReference reference, ParentOrderId parent, InstrumentId instrument, ReadOnlySpan<ScoredRow> rows, int row)
    {
        int way = (rows[row].VenueId.Value << 8) | (byte)rows[row].Action;
        return reference switch
        {
            ReuseReference.Parent => (parent.Value, way),
            ReuseReference.Instrument => (instrument.Value, way),
            _ => (0, row),
        };
    }
}
