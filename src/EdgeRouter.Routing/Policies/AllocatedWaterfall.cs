using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>A waterfall of one step whose rows and quantities somebody else chose: an oracle, or an agent that learns. Prices, lots, minimum, what is left,
/// arrival together and order protection are the builder's, as for every policy.</summary>
public sealed class AllocatedWaterfall
{
    private readonly WaterfallBuilder _builder;

    /// <summary>Creates it.</summary>
    /// <param name="options">How waterfalls are built.</param>
    public AllocatedWaterfall(WaterfallOptions options) => _builder = new WaterfallBuilder(options);

    /// <summary>Starts the record of a decision: header and rows, no children.</summary>
    /// <param name="context">The decision.</param>
    /// <param name="record">Overwritten.</param>
    /// <param name="policyId">Who decides.</param>
    public void Begin(RoutingContext context, DecisionRecord record, byte policyId) => _builder.Begin(context, record, policyId);

    /// <summary>Whether a row may stand in the step: every one but a take away from the touch. Meaningful after <see cref="Begin"/>.</summary>
    /// <param name="row">A row of the context.</param>
    public bool MayUse(in RowQuote row) => _builder.IsAtTouch(row);

    /// <summary>Adds the step. Rows that may not stand in it, or would get less than the minimum, are left out; quantities are cut to what is left.</summary>
    /// <param name="rows">Row numbers, best first; each once.</param>
    /// <param name="quantities">Shares for each; 0 or more, whole lots but for one.</param>
    public void Add(ReadOnlySpan<int> rows, ReadOnlySpan<long> quantities)
    {
        if (_builder.IsOpen && !rows.IsEmpty)
        {
            _builder.AddAllocated(rows, quantities);
        }
    }
}
