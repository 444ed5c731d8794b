namespace EdgeRouter.Routing.Policies;

/// <summary>Says what chance could have chosen.</summary>
internal static class ExplorationExplanation
{
    /// <summary>Writes the probability with which each candidate row is chosen alone by chance.</summary>
    public static void Write(CandidateRows candidates, double rate, IPolicyExplanation sink)
    {
        for (int i = 0; i < candidates.Count; i++)
        {
            sink.AddTerm(candidates[i], "chosen by chance", rate / candidates.Count, "");
        }
    }
}
