using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>The rows among which chance may choose a first step: those that may stand in it, least tried first, and no more of them than leave each the
/// floor of 2 %.</summary>
internal sealed class CandidateRows
{
    /// <summary>Most candidates.</summary>
    public const int CountMax = 10;

    /// <summary>Least probability of a slate where chance may choose.</summary>
    public const double ProbabilityFloor = 0.02;

    // A rate of n × 2 % is meant to give n candidates, however n × 0.02 is rounded.
    private const double RoundingSlack = 1e-9;

    private readonly RowOrder _order = new();
    private readonly int _countMax;

    /// <summary>Creates the finder.</summary>
    /// <param name="rate">Probability that is shared among the candidates, 0 to 1.</param>
    public CandidateRows(double rate) => _countMax = Math.Min(CountMax, (int)((rate / ProbabilityFloor) + RoundingSlack));

    /// <summary>Candidates.</summary>
    public int Count => Math.Min(_order.Count, _countMax);

    /// <summary>Row number of a candidate.</summary>
    public int this[int index] => _order[index].Row;

    /// <summary>Finds the candidates of a decision.</summary>
    /// <param name="context">The decision.</param>
    /// <param name="builder">Begun for it.</param>
    public void Find(RoutingContext context, WaterfallBuilder builder)
    {
        _order.Clear();
        for (int i = 0; i < context.RowCount; i++)
        {
            if (builder.IsAtTouch(context.Rows[i]))
            {
                _order.Add(i, context.Rows[i].TriedCount, 0, 0);
            }
        }

        _order.Sort();
    }

    /// <summary>Whether a row is a candidate.</summary>
    public bool Contains(int row)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_order[i].Row == row)
            {
                return true;
            }
        }

        return false;
    }
}
