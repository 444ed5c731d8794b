namespace EdgeRouter.Aeron.TestHost;

/// <summary>A scenario ends when its time is over or its stdin ends, which it does when the test that started it dies.</summary>
public static class Lifetime
{
    private const long SecondsMax = 3_600;

    /// <summary>A token that is cancelled then.</summary>
    /// <param name="arguments">Its <c>--seconds</c>.</param>
    public static CancellationTokenSource Begin(Arguments arguments)
    {
        CancellationTokenSource over = new(TimeSpan.FromSeconds(Math.Min(arguments.Number("--seconds", SecondsMax), SecondsMax)));
        Thread watcher = new(() => WatchInput(over)) { IsBackground = true };
        watcher.Start();
        return over;
    }

    private static void WatchInput(CancellationTokenSource over)
    {
        while (Console.In.Read() >= 0)
        {
            // What comes has no meaning; its end does.
        }

        over.Cancel();
    }
}
