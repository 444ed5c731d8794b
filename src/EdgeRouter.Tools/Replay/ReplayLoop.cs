using EdgeRouter.Core.Packets;
using EdgeRouter.Ingest;

namespace EdgeRouter.Tools.Replay;

/// <summary>Pumps a source to its end, with progress and a way out between chunks.</summary>
public static class ReplayLoop
{
    private const int ChunkFrames = 4096;
    private const int EmptyPollsMax = 1_000_000;

    /// <summary>Runs until the source is exhausted.</summary>
    /// <typeparam name="THandler">The pump's handler.</typeparam>
    /// <param name="pump">Moves frames.</param>
    /// <param name="source">A finite source.</param>
    /// <param name="report">Told how many frames are done.</param>
    /// <param name="cancellation">Stops between chunks.</param>
    /// <param name="frameCountMax">Most frames, rounded up to a chunk.</param>
    /// <returns>Bytes that this thread allocated while it pumped, the first chunk apart: 0 in a steady state.</returns>
    public static long Run<THandler>(FramePump<THandler> pump, IFrameSource source, Action<long> report, CancellationToken cancellation, long frameCountMax = long.MaxValue)
        where THandler : struct, IPacketHandler
    {
        int empty = 0;
        long steadyBytes = 0;
        while (!source.IsExhausted && empty < EmptyPollsMax && source.FrameCount < frameCountMax)
        {
            cancellation.ThrowIfCancellationRequested();
            bool isSteady = source.FrameCount >= ChunkFrames;
            long before = GC.GetAllocatedBytesForCurrentThread();
            empty = pump.PumpToEnd(ChunkFrames) == 0 ? empty + 1 : 0;
            steadyBytes += isSteady ? GC.GetAllocatedBytesForCurrentThread() - before : 0;
            report(source.FrameCount);
        }

        return steadyBytes;
    }
}
