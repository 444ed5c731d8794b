using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;

namespace EdgeRouter.MarketData.Feeds;

/// <summary>Hands each packet to the feed whose line it came on: one look-up by UDP port, then the feed checks the group.</summary>
/// <typeparam name="TProtocol">The venues' protocol.</typeparam>
/// <typeparam name="TListener">Told of changes.</typeparam>
/// <typeparam name="TProbe">Measures decode and book time.</typeparam>
public sealed class FeedSwitch<TProtocol, TListener, TProbe> : IPacketHandler
    where TProtocol : struct, IFeedProtocol
    where TListener : struct, IMarketListener
    where TProbe : struct, IStageProbe
{
    /// <summary>Most feeds: their lines are numbered in a byte.</summary>
    public const int FeedCountMax = 84;

    private const int LinesPerFeed = 3;
    private const byte None = byte.MaxValue;
    private readonly FeedHandler<TProtocol, TListener, TProbe>[] _feeds;
    private readonly byte[] _feedByPort = new byte[ushort.MaxValue + 1];
    private readonly byte[] _nextWithPort;

    /// <summary>Builds the look-up.</summary>
    /// <param name="feeds">The feeds and their options, 1 to <see cref="FeedCountMax"/>; feeds may share a port if their groups differ.</param>
    public FeedSwitch(IReadOnlyList<(FeedOptions Options, FeedHandler<TProtocol, TListener, TProbe> Handler)> feeds)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(feeds.Count, FeedCountMax, nameof(feeds));
        _feeds = [.. feeds.Select(f => f.Handler)];
        _nextWithPort = new byte[LinesPerFeed * feeds.Count];
        Array.Fill(_feedByPort, None);
        for (int i = 0; i < feeds.Count; i++)
        {
            Link(feeds[i].Options.LineA.Port, LinesPerFeed * i);
            Link(feeds[i].Options.LineB.Port, (LinesPerFeed * i) + 1);
            Link(feeds[i].Options.Snapshots.Port, (LinesPerFeed * i) + 2);
        }
    }

    /// <summary>The feeds.</summary>
    public ReadOnlySpan<FeedHandler<TProtocol, TListener, TProbe>> Feeds => _feeds;

    /// <summary>Packets that were on nobody's line.</summary>
    public long ForeignPackets { get; private set; }

    /// <inheritdoc/>
    public void OnPacket(in Datagram datagram)
    {
        byte line = _feedByPort[datagram.DestinationPort];
        while (line != None)
        {
            if (_feeds[line / LinesPerFeed].TryOnPacket(datagram))
            {
                return;
            }

            line = _nextWithPort[line];
        }

        ForeignPackets++;
    }

    /// <summary>End of input: releases what waits in the reorder buffers.</summary>
    public void Flush()
    {
        foreach (FeedHandler<TProtocol, TListener, TProbe> feed in _feeds)
        {
            feed.Flush();
        }
    }

    private void Link(ushort port, int line)
    {
        _nextWithPort[line] = None;
        if (port != 0)
        {
            _nextWithPort[line] = _feedByPort[port];
            _feedByPort[port] = (byte)line;
        }
    }
}
