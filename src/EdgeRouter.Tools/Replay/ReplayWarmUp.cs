using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Tools.Replay;

/// <summary>Runs a capture's first frames through throw-away books until the path is compiled.</summary>
public static class ReplayWarmUp
{
    private const int FrameCountMax = 10_000;
    private const int InstrumentCountMax = 512;
    private const int PassCountMin = 4;

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
        JitWarmUp.Run(() => TryPass<TProtocol>(small, open, ticks, cancellation), PassCountMin, ticks);
    }

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
