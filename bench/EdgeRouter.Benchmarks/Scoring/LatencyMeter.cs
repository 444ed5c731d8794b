using System.Runtime;
using Perfolizer.Horology;

namespace EdgeRouter.Benchmarks.Scoring;

/// <summary>Times calls one by one: BenchmarkDotNet gives means, and what is promised are medians and tails.</summary>
/// <param name="calls">Calls to measure.</param>
/// <param name="warmUpMs">Time of a round of calls before measuring; rounds go on until the compiler's work is over. 0: no such rounds.</param>
/// <param name="limitMs">Longest time to measure; fewer calls then, but never fewer than <see cref="LeastCalls"/>.</param>
public sealed class LatencyMeter(int calls, int warmUpMs, int limitMs)
{
    /// <summary>Fewest calls.</summary>
    public const int LeastCalls = 200;

    private const int WarmUpRoundsMax = 40;
    private const int QuietRounds = 3;
    private const int WarmUpCalls = 40;

    // The compiler's delay, and somewhat more. With one CPU it waits ten times as long, unless told otherwise.
    private static readonly int CompilerMs =
        Environment.ProcessorCount == 1 && Environment.GetEnvironmentVariable("DOTNET_TC_DelaySingleProcMultiplier") is null ? 1100 : 130;

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

    /// <summary>Calls until the just-in-time compiler has nothing left to do. It works in a thread of its own, 100 ms or more after it has seen a method often
    /// enough, and in two stages. Where this process has one CPU to itself at real-time priority, that thread gets its turn only while this one
    /// waits; so this one waits between rounds.</summary>
    /// <param name="call">Called with 0, 1, 2, … in each round.</param>
    /// <param name="roundMs">Time of a round.</param>
    public static void WarmUp(Action<int> call, int roundMs)
    {
        using var never = new ManualResetEventSlim();
        long compiled = -1;
        int quietRounds = 0;
        for (int round = 0; round < WarmUpRoundsMax && quietRounds < QuietRounds; round++)
        {
            long end = Chronometer.GetTimestamp() + TicksOf(roundMs);
            for (int i = 0; i < WarmUpCalls || Chronometer.GetTimestamp() < end; i++)
            {
                call(i);
            }

            never.Wait(CompilerMs);
            quietRounds = JitInfo.GetCompiledMethodCount() == compiled ? quietRounds + 1 : 0;
            compiled = JitInfo.GetCompiledMethodCount();
        }
    }

    /// <summary>Milliseconds that an action takes.</summary>
    /// <param name="action">The action.</param>
    public static double Milliseconds(Action action)
    {
        long before = Chronometer.GetTimestamp();
        action();
        return (Chronometer.GetTimestamp() - before) * NsPerTick / 1e6;
    }

    private void WarmUp(Action<int> call)
    {
        for (int i = 0; i < WarmUpCalls; i++)
        {
            call(i);
        }

        if (warmUpMs > 0)
        {
            WarmUp(call, warmUpMs);
        }
    }

    private static long TicksOf(int milliseconds) => (long)(milliseconds * 1e6 / NsPerTick);
}
