using EdgeRouter.Core.Errors;
using EdgeRouter.Feedback.Store;
using EdgeRouter.Feedback.Tca;
using EdgeRouter.Learning.Training;
using EdgeRouter.Routing.Policies.Convex;

namespace EdgeRouter.Learning.Policies;

/// <summary>Fits the parameters of the convex policy, and keeps them in a folder of models.</summary>
public static class ConvexTraining
{
    /// <summary>Fits the parameters to runs of a store and writes them. What the runs say nothing of keeps its default. The same runs give the same bytes.</summary>
    /// <param name="store">The store.</param>
    /// <param name="runIds">Which runs; empty = all.</param>
    /// <param name="prices">Price of what was never executed.</param>
    /// <param name="options">Their cost limit holds here too.</param>
    /// <param name="folder">Where the file goes.</param>
    /// <exception cref="EdgeRouterException">ER7011: no such run; ER7014: the file cannot be written.</exception>
    public static ConvexOutcome Run(FeedbackStore store, IReadOnlyCollection<string> runIds, TcaOptions prices, TrainingOptions options, string folder)
    {
        ConvexEvidence evidence = ConvexEvidenceLoader.Load(store, runIds, prices, options.Validated().CostLimitBps);
        var outcome = new ConvexOutcome(ConvexTuner.Fit(evidence, new ConvexParameters()), evidence);
        Write(folder, outcome.Parameters);
        return outcome;
    }

    /// <summary>Writes parameters as <see cref="ConvexParametersJson.FileName"/>; an older file is replaced as a whole or not at all.</summary>
    /// <param name="folder">Created if it is not there.</param>
    /// <param name="parameters">Valid parameters.</param>
    /// <exception cref="EdgeRouterException">ER7014: it cannot be written.</exception>
    public static void Write(string folder, ConvexParameters parameters)
    {
        string target = Path.Combine(folder, ConvexParametersJson.FileName);
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(target + ".part", ConvexParametersJson.Format(parameters));
            File.Move(target + ".part", target, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EdgeRouterException.Environment("ER7014", $"{target} cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Reads the parameters of a folder.</summary>
    /// <param name="folder">Made by <c>edgerouter train</c>.</param>
    /// <exception cref="EdgeRouterException">ER7015: there is no such file or it cannot be read; ER1149: it holds no valid parameters.</exception>
    public static ConvexParameters Read(string folder)
    {
        string path = Path.Combine(folder, ConvexParametersJson.FileName);
        try
        {
            return ConvexParametersJson.Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EdgeRouterException.BadInput("ER7015", $"{path} cannot be read: an older version made the models, or the file was removed; train again", e);
        }
    }
}
