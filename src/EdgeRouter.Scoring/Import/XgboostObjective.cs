using EdgeRouter.Core.Numerics;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Import;

/// <summary>XGBoost's objectives: how margins become outputs, and how the base score (stored in output space) becomes a margin.</summary>
internal static class XgboostObjective
{
    /// <summary>Link of an objective.</summary>
    /// <param name="objective">Name in the file.</param>
    /// <param name="context">Names the place in errors.</param>
    public static LinkKind LinkOf(string objective, ImportContext context)
    {
        switch (objective)
        {
            case "binary:logistic" or "reg:logistic":
                return LinkKind.Logistic;
            case "count:poisson" or "reg:gamma" or "reg:tweedie" or "survival:cox" or "survival:aft":
                return LinkKind.Exponential;
            case "binary:hinge":
                return LinkKind.Hinge;
            case "multi:softprob":
                return LinkKind.Softmax;
            case "multi:softmax":
                return LinkKind.ArgMax;
            case "reg:squarederror" or "reg:linear" or "reg:absoluteerror" or "reg:quantileerror" or "reg:pseudohubererror" or "reg:squaredlogerror"
                or "binary:logitraw" or "rank:pairwise" or "rank:ndcg" or "rank:map":
                return LinkKind.Identity;
        }

        context.Field = "objective.name";
        throw objective.Length == 0 ? context.Invalid("the field is missing") : context.NotSupported($"objective {ImportContext.Quote(objective)}");
    }

    /// <summary>The margin before the first tree, in float32 as the library computes it.</summary>
    /// <param name="score">Base score in output space.</param>
    /// <param name="link">Link of the objective.</param>
    /// <remarks>A correctly rounded float32 logarithm reproduces the library: taken in double, narrowed once.</remarks>
    public static float ToMargin(float score, LinkKind link) => link switch
    {
        LinkKind.Logistic => -(float)DeterministicMath.Log((1f / score) - 1f),
        LinkKind.Exponential => (float)DeterministicMath.Log(score),
        _ => score,
    };
}
