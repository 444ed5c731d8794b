using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;
using EdgeRouter.MarketData.Books;

namespace EdgeRouter.MarketData.Feeds;

/// <summary>Configuration of one feed (one channel of one venue). Frozen after <see cref="Validate"/>.</summary>
public sealed record FeedOptions
{
    /// <summary>The venue whose books the feed builds.</summary>
    public required VenueId VenueId { get; init; }

    /// <summary>Line A; port 0 = there is none.</summary>
    public FeedEndpoint LineA { get; init; }

    /// <summary>Line B; port 0 = there is none.</summary>
    public FeedEndpoint LineB { get; init; }

    /// <summary>Snapshot channel: heals books after a gap; port 0 = there is none.</summary>
    public FeedEndpoint Snapshots { get; init; }

    /// <summary>Room for one snapshot, bytes of packets: 1 MiB holds 25,000 orders. A larger one is left out. Taken twice: one may wait while the next comes.</summary>
    public int SnapshotBytesMax { get; init; } = 1 << 20;

    /// <summary>Room for the live packets that come while books wait for a snapshot, bytes: 1 MiB is several seconds of a busy venue.</summary>
    public int RecoveryBytesMax { get; init; } = 1 << 20;

    /// <summary>Which lines are listened to. A line without a port is never waited for.</summary>
    public LineSelection Lines { get; init; }

    /// <summary>Packets that the reorder buffer holds. With two lines this is also how far one line may run ahead of a hole before the other is
    /// taken for dead and the gap declared: 64 packets are some milliseconds of a busy channel.</summary>
    public int ReorderSlotCount { get; init; } = 64;

    /// <summary>Largest packet that can be held: the payload of an Ethernet frame of 1,500 bytes, rounded up. A larger one declares the gap at once.</summary>
    public int ReorderSlotBytes { get; init; } = 2048;

    /// <summary>With one line: packets ahead of a hole that are waited out before the gap is declared. 8 covers reordering inside a switch.</summary>
    public int SingleLineWindow { get; init; } = 8;

    /// <summary>With two lines: packets ahead of a hole that both lines have passed, before the gap is declared. 0 declares it at once, which is right
    /// where a line keeps its order; more waits for lines that are reordered on their way.</summary>
    public int TwoLineWindow { get; init; }

    /// <summary>A sequence this far below the expected one is a restart of the sequence, not a late packet. Far more than two lines ever drift apart.</summary>
    public ulong RestartDistance { get; init; } = 100_000;

    /// <summary>Whether dropped packets are decoded too, into nothing, so that the decode counters count every packet before arbitration.</summary>
    public bool CountDuplicates { get; init; }

    /// <summary>Whether an unknown security id becomes an instrument of the state, as long as there is room. Otherwise it must be announced
    /// with a symbol of the universe, or be mapped.</summary>
    public bool AutoRegister { get; init; }

    /// <summary>Bounds of the order-by-order books; null for a feed of price levels.</summary>
    public OrderBookCapacity? Orders { get; init; }

    /// <summary>Native memory that a handler with these options needs, with room for alignment.</summary>
    /// <param name="instrumentCountMax">Instruments of the state.</param>
    public long RequiredBytes(int instrumentCountMax) =>
        ((long)ReorderSlotCount * (ReorderSlotBytes + 96)) + Int64Map.RequiredBytes(instrumentCountMax) + (instrumentCountMax * 13L) + 1088
        + (Orders?.RequiredBytes(instrumentCountMax) ?? 0)
        + (Snapshots.Port == 0 ? 0 : (2 * PacketLog.RequiredBytes(SnapshotBytesMax)) + PacketLog.RequiredBytes(RecoveryBytesMax));

    /// <summary>Checks the options.</summary>
    /// <exception cref="EdgeRouterException">ER1121: a line is missing or a bound is out of range.</exception>
    public void Validate()
    {
        bool hasLine = Lines switch
        {
            LineSelection.A => LineA.Port != 0,
            LineSelection.B => LineB.Port != 0,
            _ => LineA.Port != 0 || LineB.Port != 0,
        };
        Require(hasLine, $"lines '{Lines}' are selected but have no group and port");
        Require(LineA.Port == 0 || LineA != LineB, $"lines A and B are both {LineA}; give each its own");
        Require(Snapshots.Port == 0 || (Snapshots != LineA && Snapshots != LineB), $"the snapshot channel and a line are both {Snapshots}; give each its own");
        Require(SnapshotBytesMax is >= 2048 and <= 1 << 28, $"room of {SnapshotBytesMax} bytes for a snapshot is outside 2048 to 268435456");
        Require(RecoveryBytesMax is >= 2048 and <= 1 << 28, $"room of {RecoveryBytesMax} bytes for live packets is outside 2048 to 268435456");
        Require(ReorderSlotCount is > 0 and <= 4096, $"reorder buffer of {ReorderSlotCount} packets is outside 1 to 4096");
        Require(ReorderSlotBytes is >= 64 and <= 65_536, $"reorder slots of {ReorderSlotBytes} bytes are outside 64 to 65536");
        Require(SingleLineWindow >= 0 && SingleLineWindow < ReorderSlotCount, $"single-line window {SingleLineWindow} must be below the reorder buffer's {ReorderSlotCount}");
        Require(TwoLineWindow >= 0 && TwoLineWindow < ReorderSlotCount, $"two-line window {TwoLineWindow} must be below the reorder buffer's {ReorderSlotCount}");
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw EdgeRouterException.Usage("ER1121", "feed: " + message);
        }
    }
}
