using EdgeRouter.Core.Time;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Objectives;

/// <content>How a score came about; control plane.</content>
public sealed partial class ScoreCombiner
{
    /// <summary>Says which terms make the score of each row, by the arithmetic of <see cref="CombineAll"/>.</summary>
    /// <param name="context">With raw outputs and statistics; not changed.</param>
    /// <param name="sink">Takes the terms.</param>
    public void Explain(RoutingContext context, IPolicyExplanation sink)
    {
        ObjectiveWeights weights = WeightsOf(context);
        double timeBpsPerNs = TimeBpsPerNs(context, weights);
        FindExpectedCosts(context);
        Weigh(context, weights, timeBpsPerNs);
        sink.AddTerm(IPolicyExplanation.WholeDecision, "shortfall weight", weights.Shortfall, "");
        sink.AddTerm(IPolicyExplanation.WholeDecision, "time weight at this urgency", timeBpsPerNs * TimeUnits.Second, "bps/s");
        sink.AddTerm(IPolicyExplanation.WholeDecision, "leakage weight", weights.Leakage, "");
        sink.AddNote(IPolicyExplanation.WholeDecision, $"objective '{weights.Name}', urgency {context.UrgencyPercent} %");
        for (int i = 0; i < context.RowCount; i++)
        {
            RowTerms terms = TermsOf(context, i, weights);
            double score = Saturate(_weighed[i] * MicroPerUnit) / MicroPerUnit;
            sink.AddTerm(i, "fill probability", terms.FillProbability, "");
            sink.AddTerm(i, "cost if filled", terms.CostBps, "bps");
            sink.AddTerm(i, "completion cost", terms.CompletionBps, "bps");
            sink.AddTerm(i, "expected cost", terms.ExpectedCostBps, "bps");
            sink.AddTerm(i, "expected time", terms.TimeNs / TimeUnits.Second, "s");
            sink.AddTerm(i, "expected leakage", terms.LeakageBps, "bps");
            sink.AddTerm(i, "score", score, "bps");
            sink.AddNote(i, Sentence(terms, weights, timeBpsPerNs, score));
        }
    }

    private RowTerms TermsOf(RoutingContext context, int i, ObjectiveWeights weights) => new(
        _probabilities[i],
        context.CostRaw[i] * _costUnit,
        context.CompletionRaw[i] * _completionUnit,
        _expected[i],
        TimeNsOf(context, i, weights),
        LeakageBpsOf(context, i));

    private static string Sentence(in RowTerms terms, ObjectiveWeights weights, double timeBpsPerNs, double score)
    {
        FormattableString cost = $"{weights.Shortfall:0.##} x ({terms.CostBps:0.00} bps x {terms.FillProbability:0.00} + {terms.CompletionBps:0.00} bps x {1.0 - terms.FillProbability:0.00})";
        FormattableString rest = $" + {timeBpsPerNs * TimeUnits.Second:0.##} bps/s x {terms.TimeNs / TimeUnits.Second:0.######} s + {weights.Leakage:0.##} x {terms.LeakageBps:0.00} bps = {score:0.00} bps";
        return FormattableString.Invariant(cost) + FormattableString.Invariant(rest);
    }
}
