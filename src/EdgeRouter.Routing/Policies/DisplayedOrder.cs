using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>The order of rows that looks at displayed books alone: takes by price, then by size; midpoint and post rows after them.</summary>
internal static class DisplayedOrder
{
    /// <summary>Brings a context's rows into the order.</summary>
    /// <param name="order">Overwritten.</param>
    /// <param name="context">The decision's facts.</param>
    /// <param name="builder">Says which rows may be used.</param>
    public static void Sort(RowOrder order, RoutingContext context, WaterfallBuilder builder)
    {
        order.Clear();
        for (int i = 0; i < context.RowCount; i++)
        {
            ref readonly RowQuote row = ref context.Rows[i];
            if (row.Action != RouteAction.Take)
            {
                order.Add(i, (int)row.Action, row.TriedCount, 0);
            }
            else if (builder.IsUsable(row))
            {
                order.Add(i, 0, context.Side.Sign() * row.FarPrice.Nanos, -row.FarQuantity);
            }
        }

        order.Sort();
    }

    /// <summary>Tells each row's place, and what it has it for.</summary>
    /// <param name="order">Sorted.</param>
    /// <param name="context">The decision's facts.</param>
    /// <param name="sink">Takes the terms.</param>
    public static void Explain(RowOrder order, RoutingContext context, IPolicyExplanation sink)
    {
        for (int position = 0; position < order.Count; position++)
        {
            int row = order[position].Row;
            if (context.Rows[row].Action == RouteAction.Take)
            {
                sink.AddTerm(row, "displayed price", context.Rows[row].FarPrice.ToDouble(), "currency");
                sink.AddTerm(row, "displayed size", context.Rows[row].FarQuantity, "shares");
            }

            sink.AddTerm(row, "place", position + 1, "");
        }
    }
}
