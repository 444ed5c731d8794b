namespace EdgeRouter.MarketData.Consolidated;

/// <summary>Best prices of one instrument, worked out once a change of one of its books. Lives in native memory.</summary>
internal struct InstrumentTouch
{
    public Nbbo Nbbo;
    public OddLots Odd;
    public ulong UsableVenues;
    public ulong StaleVenues;
    public long ChangeCount; // of prices and venues, not of quantities
}
