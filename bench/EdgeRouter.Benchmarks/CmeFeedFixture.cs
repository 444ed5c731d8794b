using System.Buffers.Binary;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Feeds.Cme;
using EdgeRouter.Ingest;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Feeds;

namespace EdgeRouter.Benchmarks;

/// <summary>A CME channel's frames in memory and the whole way to its books; passes may be repeated, each goes on in the sequence of the last one.</summary>
public sealed class CmeFeedFixture : IDisposable
{
    private const int SequenceOffset = FrameBuilder.HeaderBytes;
    private const int InstrumentCountMax = 256;

    private readonly MemoryFrameSource _source;
    private readonly int _frameCount;
    private readonly NativeRegion _region;
    private readonly FramePump<Handler> _pump;

    /// <summary>Builds the books.</summary>
    /// <param name="frames">Frames that cover <see cref="CmeFrames.SequenceCount"/> sequences.</param>
    /// <param name="lines">Lines listened to.</param>
    public CmeFeedFixture(IReadOnlyList<byte[]> frames, LineSelection lines)
    {
        _source = new MemoryFrameSource(frames);
        _frameCount = frames.Count;
        Venue venue = new() { Id = new VenueId(0), Name = "CME", Kind = VenueKind.Lit };
        FeedOptions options = new()
        {
            VenueId = venue.Id,
            LineA = CmeFrames.LineA,
            LineB = CmeFrames.LineB,
            Lines = lines,
            CountDuplicates = true,
            AutoRegister = true,
        };
        _region = new NativeRegion(MarketState.RequiredBytes(InstrumentCountMax, 1) + options.RequiredBytes(InstrumentCountMax));
        MarketState state = new([venue], _region, new MarketCapacity { InstrumentCountMax = InstrumentCountMax });
        Feed = new FeedHandler<CmeMdp3Protocol, NullMarketListener, NoProbe>(options, state, _region, default, default);
        _pump = new FramePump<Handler>(_source, new Handler(new FeedSwitch<CmeMdp3Protocol, NullMarketListener, NoProbe>([(options, Feed)])));
    }

    /// <summary>The feed, for checks of what was done.</summary>
    public FeedHandler<CmeMdp3Protocol, NullMarketListener, NoProbe> Feed { get; }

    /// <summary>Renumbers the packets and pumps all of them into the books.</summary>
    public long Pass()
    {
        for (int i = 0; i < _frameCount; i++)
        {
            Span<byte> sequence = _source.Frame(i)[SequenceOffset..];
            BinaryPrimitives.WriteUInt32LittleEndian(sequence, BinaryPrimitives.ReadUInt32LittleEndian(sequence) + CmeFrames.SequenceCount);
        }

        _source.Rewind();
        return _pump.PumpToEnd();
    }

    /// <inheritdoc/>
    public void Dispose() => _region.Dispose();

    private readonly struct Handler(FeedSwitch<CmeMdp3Protocol, NullMarketListener, NoProbe> feeds) : IPacketHandler
    {
        public void OnPacket(in Datagram datagram) => feeds.OnPacket(datagram);
    }
}
