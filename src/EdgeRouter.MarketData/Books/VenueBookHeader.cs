using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;

namespace EdgeRouter.MarketData.Books;

/// <summary>The facts of one venue book beside its levels. Lives in native memory.</summary>
internal struct VenueBookHeader
{
    public long LastUpdateTimeNs;
    public long LastEventTimeNs;
    public long LastTradePriceNanos;
    public long LastTradeQuantity;
    public long LastTradeTimeNs;
    public long UpdateCount;
    public long TradeCount;
    public int InstrumentIndex;
    public uint ReportSequence;
    public Side LastTradeAggressor;
    public BookTrust Trust;
    public BookTrust TrustBeforeGap;
    public TradingStatus Status;
    public bool AwaitsContinuation;
    public bool IsDirty;
}
