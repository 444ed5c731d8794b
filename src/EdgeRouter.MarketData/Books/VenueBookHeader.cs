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
    public TradingStatus Status; // of the instrument and of the whole feed together
    public TradingStatus OwnStatus; // told of the instrument alone since the feed's last
    public bool AwaitsContinuation;
    public bool IsDirty;
}
