using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.Policies;

/// <summary>Says what a waterfall sends, step by step.</summary>
internal static class StepExplanation
{
    /// <summary>Writes the quantities of the first step, and a sentence for every child.</summary>
    public static void Write(DecisionRecord record, IPolicyExplanation sink)
    {
        foreach (ref readonly WaterfallChild child in record.Children)
        {
            int row = RowOf(record, child);
            if (child.StepIndex == 0 && row >= 0)
            {
                sink.AddTerm(row, "capacity", record.Rows[row].CapacityQuantity, "shares");
                sink.AddTerm(row, "sent now", child.Quantity, "shares");
            }

            sink.AddNote(row, $"step {child.StepIndex + 1}: {child.Action.ToString().ToLowerInvariant()} {child.Quantity} shares at venue {child.VenueId.Value}, limit {child.LimitPrice}");
        }

        if (record.ChildCount == 0)
        {
            sink.AddNote(IPolicyExplanation.WholeDecision, "nothing may be sent now");
        }
    }

    private static int RowOf(DecisionRecord record, in WaterfallChild child)
    {
        for (int i = 0; i < record.RowCount; i++)
        {
            if (record.Rows[i].VenueId == child.VenueId && record.Rows[i].Action == child.Action)
            {
                return i;
            }
        }

        return IPolicyExplanation.WholeDecision;
    }
}
