using System.Globalization;

namespace EdgeRouter.Aeron.Tests.Faults;

/// <summary>What scenarios say.</summary>
internal static class ScenarioLines
{
    /// <summary>Waits until a subscriber or publisher is so much further than now.</summary>
    /// <param name="process">It.</param>
    /// <param name="messages">Messages, in thousands at least.</param>
    /// <param name="seconds">How long.</param>
    public static void AwaitProgress(this ScenarioProcess process, long messages = 2_000, int seconds = 30)
    {
        long goal = process.Progress() + messages;
        _ = process.Await(line => NumberOf(line) >= goal, seconds);
    }

    /// <summary>The last number that it said.</summary>
    /// <param name="process">It.</param>
    public static long Progress(this ScenarioProcess process) => process.Lines.Select(NumberOf).LastOrDefault(number => number >= 0);

    /// <summary>Nothing that it took was damaged or missing.</summary>
    /// <param name="process">A subscriber.</param>
    public static void ShouldBeWhole(this ScenarioProcess process) =>
        Assert.That(
            process.Lines.Where(line => line.StartsWith("CORRUPT", StringComparison.Ordinal) || line.StartsWith("GAP", StringComparison.Ordinal)),
            Is.Empty);

    private static long NumberOf(string line) =>
        line.StartsWith("AT ", StringComparison.Ordinal) ? long.Parse(line.AsSpan(3), CultureInfo.InvariantCulture) : -1;
}
