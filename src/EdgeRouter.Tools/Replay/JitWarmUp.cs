using System.Runtime;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Tools.Replay;

/// <summary>Repeats a piece of work until the just-in-time compiler is done with it, so that what is measured after is what a process that has been up for a
/// while would do.</summary>
public static class JitWarmUp
{
    // The compiler looks at hot methods 100 ms after the last new one, twice (once to see what they do): quiet for this long is the end of it.
    private const long QuietNs = 300 * TimeUnits.Millisecond;
    private const long DurationNsMax = 5 * TimeUnits.Second;

    /// <summary>Repeats the work.</summary>
    /// <param name="pass">Does the work once; false ends the warm-up.</param>
    /// <param name="passCountMin">Passes at least.</param>
    /// <param name="ticks">Measures the duration, five seconds at most.</param>
    public static void Run(Func<bool> pass, int passCountMin, ITickCounter ticks)
    {
        long start = ticks.Ticks;
        long lastCompiled = start;
        long methodCount = JitInfo.GetCompiledMethodCount();
        for (int i = 0; i < passCountMin || Since(lastCompiled, ticks) < QuietNs; i++)
        {
            if (Since(start, ticks) > DurationNsMax || !pass())
            {
                return;
            }

            long now = JitInfo.GetCompiledMethodCount();
            lastCompiled = now == methodCount ? lastCompiled : ticks.Ticks;
            methodCount = now;
        }
    }

    private static double Since(long startTicks, ITickCounter ticks) => (ticks.Ticks - startTicks) * ticks.NsPerTick;
}
