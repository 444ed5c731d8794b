namespace EdgeRouter.Features.Venues;

/// <summary>The last orders of ours at a venue, for one instrument and side. Times are 0 = never.</summary>
public struct VenueMemory
{
    /// <summary>When our last order with a fill ended, ns since the Unix epoch.</summary>
    public long LastFillNs;

    /// <summary>When our last order without a fill ended, ns since the Unix epoch.</summary>
    public long LastMissNs;

    /// <summary>Filled part of the last order that ended; meaningful when either time is not 0.</summary>
    public double LastFillRatio;

    internal long LastChildId;

    internal readonly bool IsUsed => LastFillNs != 0 || LastMissNs != 0;
}
