using System.Runtime;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Tools.Replay;

/// <summary>Runs a capture's first frames through throw-away books until the just-in-time compiler is done with the path, so that what is measured after
/// is what a router that has been up for a while would do.</summary>
public static class ReplayWarmUp
{
    private const int FrameCountMax = 10_000;
    private const int InstrumentCountMax = 512;

    // The compiler looks at hot methods 100 ms after the last new one, twice (once to see what they do): quiet for this long is the end of it.
    private const long QuietNs = 300 * TimeUnits.Millisecond;
    private const long DurationNsMax = 5 * TimeUnits.Second;
    private const int PassesMin = 4;

    /// <summary>Warms the path.</summary>
    /// <typeparam name="TProtocol">The feeds' protocol.</typeparam>
    /// <param name="options">As the replay that follows.</param>
    /// <param name="open">Opens the capture as the replay that follows will.</param>
    /// <param name="ticks">Measures the duration.</param>
    /// <param name="cancellation">Stops it.</param>
    public static void Run<TProtocol>(CaptureReplayOptions options, Func<IFrameSource> open, ITickCounter ticks, CancellationToken cancellation)
        where TProtocol : struct, IFeedProtocol
    {
        CaptureReplayOptions small = options with { InstrumentCountMax = Math.Min(options.InstrumentCountMax, InstrumentCountMax) };
        long start = ticks.Ticks;
        long lastCompiled = start;
        long methodCount = JitInfo.GetCompiledMethodCount();
        for (int pass = 0; pass < PassesMin || Since(lastCompiled, ticks) < QuietNs; pass++)
        {
            if (Since(start, ticks) > DurationNsMax || !TryPass<TProtocol>(small, open, ticks, cancellation))
            {
                return;
            }

            long now = JitInfo.GetCompiledMethodCount();
            lastCompiled = now == methodCount ? lastCompiled : ticks.Ticks;
            methodCount = now;
        }
    }

    private static double Since(long startTicks, ITickCounter ticks) => (ticks.Ticks - startTicks) * ticks.NsPerTick;

    private static bool TryPass<TProtocol>(CaptureReplayOptions options, Func<IFrameSource> open, ITickCounter ticks, CancellationToken cancellation)
        where TProtocol : struct, IFeedProtocol
    {
        try
        {
            using IFrameSource source = open();
            using var replay = new CaptureReplay<TProtocol>(options);
            replay.Run(source, ticks, _ => { }, cancellation, FrameCountMax);
            return true;
        }
        catch (EdgeRouterException)
        {
            // A damaged capture: the replay itself meets the same damage and reports it, after the frames before it.
            return false;
        }
    }
}
