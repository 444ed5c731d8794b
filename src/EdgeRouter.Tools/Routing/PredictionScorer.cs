using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Scoring;
using EdgeRouter.Engine;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Tools.Routing;

/// <summary>Scores a decision with the figures of a book file: the numbers themselves, in fixed point.</summary>
internal sealed class PredictionScorer
{
    /// <summary>Scales of the raw scores.</summary>
    public static readonly ScoreScales Scales = new(Bits, Bits, Bits);

    /// <summary>What the decision names as its scorer.</summary>
    public const string Name = "book-file";

    private const int Bits = 30;
    private const double ProbabilityMin = 1e-9;
    private const double Unit = 1L << Bits;
    private readonly RouteBook _book;
    private readonly string _name;

    public PredictionScorer(RouteBook book, string name)
    {
        _book = book;
        _name = name;
    }

    /// <summary>Fills a request's raw scores.</summary>
    /// <exception cref="EdgeRouterException">ER4061: a row has no prediction.</exception>
    public void Score(DecisionRequest request, RoutingContext context, IReadOnlyList<string> venues)
    {
        for (int i = 0; i < context.RowCount; i++)
        {
            RowQuote row = context.Rows[i];
            string action = row.Action.ToString().ToLowerInvariant();
            RouteBook.Prediction given = _book.Predictions.FirstOrDefault(p => p.Venue == venues[row.VenueId.Value] && p.Action == action)
                ?? throw EdgeRouterException.BadInput("ER4061", $"{_name}: predictions have no entry for venue {venues[row.VenueId.Value]}, action {action}: add one, name models, or restrict the order by actions=");
            bool isQ = request.Need == ScoreNeed.ActionValue;
            if (isQ && given.ActionValueBps is null)
            {
                throw EdgeRouterException.BadInput("ER4061", $"{_name}: the prediction for venue {given.Venue}, action {action} has no actionValueBps, which policy 'learned' goes by: add it");
            }

            double p = Math.Clamp(given.FillProbability, ProbabilityMin, 1.0 - ProbabilityMin);
            request.FillRaw[i] = (long)Math.Round(Math.Log(p / (1.0 - p)) * Unit);
            request.CostRaw[i] = (long)Math.Round((isQ ? given.ActionValueBps!.Value : given.CostBps) * Unit);
            request.CompletionRaw[i] = (long)Math.Round(given.CompletionBps * Unit);
        }
    }
}
