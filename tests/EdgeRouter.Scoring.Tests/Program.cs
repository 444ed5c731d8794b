using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests;

/// <summary>Lets a test start this assembly as a process of its own, with other processor instructions switched off: one line of results.</summary>
internal static class Program
{
    public static void Main()
    {
        EvaluatorDigest digest = EvaluatorDigest.Compute();
        Console.WriteLine($"{digest.Evaluators}|{digest.Hash}|{digest.Disagreements}");
    }
}
