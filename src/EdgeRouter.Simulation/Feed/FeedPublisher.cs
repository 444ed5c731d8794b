using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Packets;
using EdgeRouter.Simulation.Parameters;
namespace EdgeRouter.Simulation.Feed;

/// <summary>Temporary.</summary>
internal sealed class FeedPublisher(MarketParameters m, FeedPlan plan, Universe universe, ulong session, IFrameSink sink)
{
    private readonly bool[] _touched = new bool[64];
    public object X => (m, plan, universe, session, sink);
    private sealed class Proxy(FeedPublisher owner, int venue) : IVenuePublisher
    {
        private void T() { owner._touched[venue] = true; owner.MessageCount++; }
        public void OrderAdded(int instrument, ulong orderId, Side side, long priceNanos, long quantity) => T();
        public void OrderReduced(int instrument, ulong orderId, long newQuantity, long reducedBy) => T();
        public void OrderDeleted(int instrument, ulong orderId) => T();
        public void OrderExecuted(int instrument, ulong orderId, ulong tradeId, long priceNanos, long quantity) => T();
        public void Trade(int instrument, ulong tradeId, long priceNanos, long quantity) => T();
    }
    public long PacketCount { get; private set; }
    public long MessageCount { get; private set; }
    public IVenuePublisher Venue(int venue) { return new Proxy(this, venue); }
    public void FlushUntil(long t) { _ = t; }
    public void EndEvent(long t) { _ = t; for (int i = 0; i < 64; i++) { if (_touched[i]) { PacketCount++; _touched[i] = false; } } }
    public void Heartbeat(long t) { _ = t; }
    public void OpenSession(long t) { _ = t; }
    public void CloseSession(long t) { _ = t; }
}
