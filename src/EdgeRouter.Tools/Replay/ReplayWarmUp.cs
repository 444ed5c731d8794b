using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Time;
using EdgeRouter.Ingest;

namespace EdgeRouter.Tools.Replay;

/// <summary>Runs a capture's first frames through throw-away books until the just-in-time compiler is done with the path, so that what is measured after
/// is what a router that has been up for a second would do.</summary>
public static class ReplayWarmUp
{
    private const int FrameCountMax = 10_000;
    private const long DurationNs = 600 * TimeUnits.Millisecond;

    /// <summary>Warms the path.</summary>
    /// <typeparam name="TProtocol">The feeds' protocol.</typeparam>
    /// <param name="options">As the replay that follows.</param>
    /// <param name="path">Capture.</param>
    /// <param name="ticks">Measures the duration.</param>
    /// <param name="cancellation">Stops it.</param>
    public static void Run<TProtocol>(CaptureReplayOptions options, string path, ITickCounter ticks, CancellationToken cancellation)
        where TProtocol : struct, IFeedProtocol
    {
        long start = ticks.Ticks;
        while ((ticks.Ticks - start) * ticks.NsPerTick < DurationNs)
        {
            using var source = new CaptureFileSource(path);
            using var replay = new CaptureReplay<TProtocol>(options);
            try
            {
                replay.RunSome(source, FrameCountMax, cancellation);
            }
            catch (EdgeRouterException)
            {
                // A damaged capture: the replay itself meets the same damage and reports it, after the frames before it.
                return;
            }
        }
    }
}
