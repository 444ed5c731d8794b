using BenchmarkDotNet.Attributes;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Packets;
using EdgeRouter.Feeds.Cme;
using EdgeRouter.Ingest;
using EdgeRouter.MarketData.Feeds;

namespace EdgeRouter.Benchmarks;

/// <summary>A CME channel of two lines from memory, stage by stage, per message before arbitration: with both lines half of the messages are second
/// copies, which are counted and dropped.</summary>
[BenchmarkCategory("Replay")]
public class ReplayBenchmarks : IDisposable
{
    private readonly MemoryFrameSource _source;
    private readonly CmeFeedFixture _bothLines;
    private readonly CmeFeedFixture _oneLine;
    private readonly DecodeCounters _counters = new();
    private readonly FramePump<CountingHandler> _parse;
    private readonly FramePump<DecodingHandler> _decode;

    /// <summary>Loads the frames and builds the books.</summary>
    public ReplayBenchmarks()
    {
        IReadOnlyList<byte[]> frames = CmeFrames.Load();
        _source = new MemoryFrameSource(frames);
        _bothLines = new CmeFeedFixture(frames, LineSelection.Both);
        _oneLine = new CmeFeedFixture([.. frames.Where(CmeFrames.IsLineA)], LineSelection.A);
        _parse = new FramePump<CountingHandler>(_source, default);
        _decode = new FramePump<DecodingHandler>(_source, new DecodingHandler(_counters));
    }

    /// <summary>Poll and parse of the frames alone.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = CmeFrames.MessageCount)]
    public long ParseFrames()
    {
        _source.Rewind();
        return _parse.PumpToEnd() + _parse.Handler.Bytes;
    }

    /// <summary>Parse and decode into nothing.</summary>
    [Benchmark(OperationsPerInvoke = CmeFrames.MessageCount)]
    public long DecodeOnly()
    {
        _source.Rewind();
        return _decode.PumpToEnd() + _counters.Messages;
    }

    /// <summary>Parse, arbitrate both lines, decode, and build books.</summary>
    [Benchmark(OperationsPerInvoke = CmeFrames.MessageCount)]
    public long DecodeAndBook() => _bothLines.Pass();

    /// <summary>The same from line A alone: every message reaches the books.</summary>
    [Benchmark(OperationsPerInvoke = CmeFrames.MessageCount / 2)]
    public long DecodeAndBookOneLine() => _oneLine.Pass();

    /// <summary>Frees the books.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _bothLines.Dispose();
        _oneLine.Dispose();
        GC.SuppressFinalize(this);
    }

    private struct CountingHandler : IPacketHandler
    {
        public long Bytes { get; private set; }

        public void OnPacket(in Datagram datagram) => Bytes += datagram.Payload.Length;
    }

    private readonly struct DecodingHandler(DecodeCounters counters) : IPacketHandler
    {
        public void OnPacket(in Datagram datagram)
        {
            NullBookEventSink sink = default;
            if (CmeMdp3Protocol.TryReadHeader(datagram.Payload, out FeedPacketHeader header))
            {
                CmeMdp3Protocol.Decode(datagram.Payload, header, 0, ref sink, counters);
            }
        }
    }
}
