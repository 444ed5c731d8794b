using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>The configured waterfall: venues by <see cref="Venue.StaticRank"/> (dark, then ECN and inverted, then exchanges), one step a rank, everything that
/// is left sent to it. Equal ranks go together and share by displayed size. Posts, where permitted, come after every take and midpoint.
/// Rows that the parent tried come after those it did not, so that a new cycle starts when all were tried.</summary>
/// <remarks>Takes are priced at the national best quote, never worse. Venues that do not show that price are passed over.</remarks>
public sealed class StaticPolicy : IRoutingPolicy
{
    private const int ActionCount = 3;

    private readonly Universe _universe;
    private readonly WaterfallBuilder _builder;
    private readonly RowOrder _order = new();

    /// <summary>Creates the policy.</summary>
    /// <param name="universe">Venues with their ranks.</param>
    /// <param name="options">How waterfalls are built.</param>
    public StaticPolicy(Universe universe, WaterfallOptions options)
    {
        _universe = universe;
        _builder = new WaterfallBuilder(options);
    }

    /// <inheritdoc/>
    public byte Id => PolicyIds.Static;

    /// <inheritdoc/>
    public string Name => PolicyIds.Names[PolicyIds.Static - 1];

    /// <inheritdoc/>
    public ScoreNeed Need => ScoreNeed.None;

    /// <inheritdoc/>
    public void Build(RoutingContext context, DecisionRecord record)
    {
        _builder.Begin(context, record, Id);
        Sort(context);
        while (_builder.IsOpen && _order.TryStartStep(out int first))
        {
            RowOrder.Entry head = _order[first];
            for (int i = first + 1; i < _order.Count && _order[i].First == head.First && _order[i].Second == head.Second; i++)
            {
                _order.Use(i);
            }

            _builder.AddWhole(_order.Step);
        }
    }

    /// <inheritdoc/>
    public void Explain(RoutingContext context, DecisionRecord record, IPolicyExplanation sink)
    {
        _builder.Inspect(context);
        Sort(context);
        for (int position = 0; position < _order.Count; position++)
        {
            int row = _order[position].Row;
            sink.AddTerm(row, "tries", context.Rows[row].TriedCount, "");
            sink.AddTerm(row, "static rank", _universe[context.Rows[row].VenueId].StaticRank, "");
            sink.AddTerm(row, "place", position + 1, "");
        }

        sink.AddNote(IPolicyExplanation.WholeDecision, "the configured order: fewest tries, then static rank, then take, midpoint, post; no score is used");
        StepExplanation.Write(record, sink);
    }

    private void Sort(RoutingContext context)
    {
        _order.Clear();
        for (int i = 0; i < context.RowCount; i++)
        {
            ref readonly RowQuote row = ref context.Rows[i];
            if (_builder.IsAtTouch(row))
            {
                long cycle = (row.TriedCount * 2L) + (row.Action == RouteAction.Post ? 1 : 0);
                long rank = ((long)_universe[row.VenueId].StaticRank * ActionCount) + (int)row.Action;
                _order.Add(i, cycle, rank, -row.FarQuantity);
            }
        }

        _order.Sort();
    }
}
