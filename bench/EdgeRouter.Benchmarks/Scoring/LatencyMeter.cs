using Perfolizer.Horology;

namespace EdgeRouter.Benchmarks.Scoring;

/// <summary>Times calls one by one: BenchmarkDotNet gives means, and what is promised are medians and tails.</summary>
/// <param name="calls">Calls to measure.</param>
/// <param name="warmUpMs">Time to call before, so that the compiler's work is over.</param>
/// <param name="limitMs">Longest time to measure; fewer calls then, but never fewer than <see cref="LeastCalls"/>.</param>
public sealed class LatencyMeter(int calls, int warmUpMs, int limitMs)
{
    /// <summary>Fewest calls.</summary>
    public const int LeastCalls = 200;

    private const int WarmUpRounds = 4;
    private const int WarmUpCalls = 40;
    private const int CompilerMs = 130;

    private static readonly double NsPerTick = Chronometer.Frequency.ToResolution().Nanoseconds;
    private readonly long[] _ticks = new long[Math.Max(calls, LeastCalls)];

    /// <summary>What the timer itself takes.</summary>
    public LatencySample Empty() => Measure(static _ => { });

    /// <summary>Measures.</summary>
    /// <param name="call">Called with 0, 1, 2, …; allocates nothing.</param>
    public LatencySample Measure(Action<int> call)
    {
        WarmUp(call);
        long end = Chronometer.GetTimestamp() + TicksOf(limitMs);
        int count = 0;
        while (count < _ticks.Length && (count < LeastCalls || Chronometer.GetTimestamp() < end))
        {
            long before = Chronometer.GetTimestamp();
            call(count);
            _ticks[count++] = Chronometer.GetTimestamp() - before;
        }

        Span<long> sorted = _ticks.AsSpan(0, count);
        sorted.Sort();
        return new LatencySample(count, sorted[count / 2] * NsPerTick, sorted[count * 99 / 100] * NsPerTick, sorted[^1] * NsPerTick);
    }

    /// <summary>Milliseconds that an action takes.</summary>
    /// <param name="action">The action.</param>
    public static double Milliseconds(Action action)
    {
        long before = Chronometer.GetTimestamp();
        action();
        return (Chronometer.GetTimestamp() - before) * NsPerTick / 1e6;
    }

    // The compiler works in a thread of its own, 100 ms after it has seen a method often enough. Where this process has one CPU to itself at
    // real-time priority, that thread gets its turn only while this one waits.
    private void WarmUp(Action<int> call)
    {
        using var never = new ManualResetEventSlim();
        for (int round = 0; round < WarmUpRounds; round++)
        {
            long end = Chronometer.GetTimestamp() + TicksOf(warmUpMs / WarmUpRounds);
            for (int i = 0; i < WarmUpCalls || Chronometer.GetTimestamp() < end; i++)
            {
                call(i);
            }

            never.Wait(CompilerMs);
        }
    }

    private static long TicksOf(int milliseconds) => (long)(milliseconds * 1e6 / NsPerTick);
}
