using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>The rows among which chance may choose a first step: those that may stand in it, at most ten, least tried first.</summary>
internal sealed class CandidateRows
{
    /// <summary>Most candidates: with 20 % exploration each then has at least 2 %.</summary>
    public const int CountMax = 10;

    private readonly RowOrder _order = new();

    /// <summary>Candidates.</summary>
    public int Count => Math.Min(_order.Count, CountMax);

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
