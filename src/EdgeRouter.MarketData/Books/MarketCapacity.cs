namespace EdgeRouter.MarketData.Books;

/// <summary>How much a <see cref="MarketState"/> is allocated for. Nothing grows later: what does not fit is counted and left out.</summary>
public sealed record MarketCapacity
{
    /// <summary>Most instruments, those of the universe included; 0 = the universe's own count, or 1,024 where there is no universe.</summary>
    public int InstrumentCountMax { get; init; }
}
