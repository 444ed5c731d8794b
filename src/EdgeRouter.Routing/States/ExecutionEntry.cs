namespace EdgeRouter.Routing.States;

/// <summary>What is remembered of a report that had an execution id.</summary>
internal struct ExecutionEntry
{
    /// <summary>What it was.</summary>
    public ExecutionEntryKind Kind;

    /// <summary>Shares executed, as last restated; 0 unless it is a fill.</summary>
    public long Quantity;

    /// <summary>Price nanos, as last restated.</summary>
    public long PriceNanos;

    /// <summary>Fee of the whole fill, nanos of currency, as last restated.</summary>
    public long FeeNanos;

    /// <summary>Venue time of what was last said of it, ns; 0 = not given.</summary>
    public long TimeNs;

    /// <summary>The fill that a correction restated, for kind <see cref="ExecutionEntryKind.Alias"/>; the report's type for kind <see cref="ExecutionEntryKind.Other"/>.</summary>
    public ulong OriginId;
}
