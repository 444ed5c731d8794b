using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.MarketData.Consolidated;

namespace EdgeRouter.Lab.Faults;

/// <summary>What must hold at the moment when an order leaves.</summary>
internal sealed class SendChecks(Findings findings, MemoryLog log, Func<RecordBook> book, Dictionary<long, VenueOrder> sent, Func<ParentOrderId, long> owner)
{
    private const long OwnTakeMemoryNs = 300 * TimeUnits.Millisecond;
    private const int LitCount = 3;

    public void Check(in ChildOrder order, in ControlView view, ConsolidatedBook market)
    {
        book().Read(log.Records);
        long id = order.Id.Value;
        findings.Require(!sent.ContainsKey(id), Invariant.SentOnce, $"child {id} left twice");
        bool isKnown = book().Children.TryGetValue(id, out ChildAccount? child);
        findings.Require(
            isKnown && child!.RecordIndex < log.CommittedCount && child.Order == order, Invariant.JournaledFirst, $"child {id} left and the journal does not have it, or has it otherwise");
        findings.Require(!view.Forbids(order), Invariant.ControlsObeyed, $"child {id} left for {order.VenueId}, {order.InstrumentId}, client {order.ClientId} against {view}");
        bool isBanded = order.InstrumentId.Value == 0 && view.BandHighNanos > 0;
        findings.Require(
            !isBanded || (order.LimitPrice.Nanos >= view.BandLowNanos && order.LimitPrice.Nanos <= view.BandHighNanos),
            Invariant.InsideParent,
            $"child {id} at {order.LimitPrice} is outside the band {view.BandLowNanos} to {view.BandHighNanos}");
        if (isKnown)
        {
            CheckProtection(child!, view, market);
            CheckSelf(child!);
            ShortChecks.Check(findings, order, view, book().TermsAt(order.InstrumentId, child!.TimeNs), BidNanos(child, view, market));
        }

        RiskChecks.Check(findings, book(), order, view);
    }

    // Against the books as they were displayed; where we took a moment ago, they may show what is gone.
    private void CheckProtection(ChildAccount child, in ControlView view, ConsolidatedBook market)
    {
        ChildOrder order = child.Order;
        Side far = order.Side.Opposite();
        for (byte v = 0; v < LitCount && order.Action != RouteAction.Midpoint; v++)
        {
            var venue = new VenueId(v);
            bool isBinding = ((view.SelfHelpVenues >> v) & 1) == 0 && (v != order.VenueId.Value || order.Action == RouteAction.Post) && !WasTaken(child, venue);
            if (!isBinding || !TryProtected(market, order.InstrumentId, venue, far, out long price, out long quantity))
            {
                continue;
            }

            long beyond = (order.LimitPrice.Nanos - price) * order.Side.Sign();
            bool isSafe = order.Action == RouteAction.Post ? beyond < 0 : beyond <= 0 || IsSwept(child, venue, price, quantity);
            findings.Require(
                isSafe,
                Invariant.NoTradeThrough,
                $"child {order.Id.Value}, {order.Action} {order.Side} at {order.LimitPrice} at venue {order.VenueId.Value}, passes {quantity} at {new Price(price)} of venue {v}");
        }
    }

    // Whom an order is for is asked of the client: two of one owner never meet, unless neither waits for the other.
    private void CheckSelf(ChildAccount child)
    {
        ChildOrder order = child.Order;
        long self = owner(order.ParentId);
        if (self == 0 || order.IsConditional)
        {
            return;
        }

        foreach ((long id, VenueOrder other) in sent)
        {
            ChildOrder o = other.Order;
            bool isOpen = other.Phase is VenueOrderPhase.OnItsWay or VenueOrderPhase.Standing && !o.IsConditional && !(book().Children.TryGetValue(id, out ChildAccount? a) && a.IsEnded);
            bool isThere = o.VenueId == order.VenueId && o.InstrumentId == order.InstrumentId && o.Side == order.Side.Opposite();
            bool canTrade = isOpen && isThere && (Waits(o) || Waits(order)) && (order.LimitPrice.Nanos - o.LimitPrice.Nanos) * order.Side.Sign() >= 0;
            findings.Require(!canTrade || owner(o.ParentId) != self, Invariant.NoSelfTrade, $"child {order.Id.Value}, {order.Side} at {order.LimitPrice}, can trade with child {id} at {o.LimitPrice}, both of owner {self}");
        }
    }

    private static bool Waits(in ChildOrder order) => order.TimeInForce == TimeInForce.Day || order.FirmUpOf.Value != 0;

    // The best bid that certainly stands.
    private long BidNanos(ChildAccount child, in ControlView view, ConsolidatedBook market)
    {
        long best = 0;
        for (byte v = 0; v < LitCount; v++)
        {
            var venue = new VenueId(v);
            bool counts = ((view.SelfHelpVenues >> v) & 1) == 0 && !WasTaken(child, venue);
            best = counts && TryProtected(market, child.Order.InstrumentId, venue, Side.Buy, out long price, out _) ? Math.Max(best, price) : best;
        }

        return best;
    }

    private bool IsSwept(ChildAccount child, VenueId venue, long price, long quantity)
    {
        ChildOrder order = child.Order;
        long swept = book().Parents[order.ParentId.Value].Children
            .Where(c => c.Order.DecisionIndex == order.DecisionIndex && c.Order.StepIndex == order.StepIndex && c.Order.VenueId == venue && c.Order.IsIntermarketSweep)
            .Where(c => (c.Order.LimitPrice.Nanos - price) * order.Side.Sign() >= 0)
            .Sum(c => c.Order.Quantity);
        return order.IsIntermarketSweep && swept >= quantity;
    }

    private bool WasTaken(ChildAccount child, VenueId venue) => book().Children.Values.Any(c =>
        c.Order.VenueId == venue && c.Order.InstrumentId == child.Order.InstrumentId && c.Order.Side == child.Order.Side && c.Order.Action == RouteAction.Take
        && c.LastReportNs >= child.TimeNs - OwnTakeMemoryNs && c.TimeNs >= child.TimeNs - (2 * OwnTakeMemoryNs));

    private static bool TryProtected(ConsolidatedBook market, InstrumentId instrument, VenueId venue, Side side, out long price, out long quantity)
    {
        var view = market.State.Book(instrument, venue);
        price = 0;
        quantity = 0;
        if (view.Trust == BookTrust.Stale || view.Status is not TradingStatus.Trading)
        {
            return false;
        }

        ReadOnlySpan<long> prices = view.Prices(side);
        ReadOnlySpan<long> quantities = view.Quantities(side);
        for (int i = 0; i < prices.Length && quantities[i] > 0 && quantity < 100; i++)
        {
            quantity += quantities[i];
            price = prices[i];
        }

        quantity -= quantity % 100;
        return quantity > 0;
    }
}
