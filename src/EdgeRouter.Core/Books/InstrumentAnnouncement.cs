namespace EdgeRouter.Core.Books;

/// <summary>A venue's directory entry: its own number of an instrument.</summary>
public readonly ref struct InstrumentAnnouncement
{
    /// <summary>The venue's own number.</summary>
    public long SecurityId { get; init; }

    /// <summary>Ticker, ASCII, without padding; valid during the call only.</summary>
    public ReadOnlySpan<byte> Symbol { get; init; }

    /// <summary>Round lot; 0 where the venue does not say.</summary>
    public long RoundLot { get; init; }

    /// <summary>The venue's time, ns since the Unix epoch.</summary>
    public long EventTimeNs { get; init; }
}
