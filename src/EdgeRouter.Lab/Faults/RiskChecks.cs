using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Lab.Faults;

/// <summary>Risk limits held against the records, by adding everything up anew for every order. Counts only what certainly stands, so that what it says is so.</summary>
internal static class RiskChecks
{
    public static void Check(Findings findings, RecordBook book, in ChildOrder order, in ControlView view)
    {
        RiskLimits limits = FaultWorld.Limits(view.LimitsWidth, view.IsStrict);
        long id = order.Id.Value;
        Int128 worth = (Int128)Worth(order) * order.Quantity;
        findings.Require(order.Quantity <= limits.OrderQuantityMax, Invariant.RiskHeld, $"child {id} of {order.Quantity} shares is above {limits.OrderQuantityMax}");
        findings.Require(worth <= Nanos(limits.OrderNotionalMax), Invariant.RiskHeld, $"child {id} is worth {worth} nanos, above {limits.OrderNotionalMax}");
        CheckCollar(findings, order, limits);
        CheckRate(findings, book, order, limits);
        if (!order.IsConditional)
        {
            CheckOpen(findings, book, order, limits, view);
            CheckPosition(findings, book, order, limits);
            CheckPositions(findings, book, id, limits);
        }
    }

    private static void CheckCollar(Findings findings, in ChildOrder order, RiskLimits limits)
    {
        long far = order.Side == Side.Buy ? order.Ask.Nanos : order.Bid.Nanos;
        if (far > 0)
        {
            Int128 beyond = (Int128)(order.LimitPrice.Nanos - far) * order.Side.Sign() * 10_000;
            findings.Require(beyond <= (Int128)far * limits.PriceCollarBps, Invariant.RiskHeld, $"child {order.Id.Value} at {order.LimitPrice} is beyond the collar around {new Price(far)}");
        }
    }

    private static void CheckRate(Findings findings, RecordBook book, ChildOrder order, RiskLimits limits)
    {
        long nowNs = book.Children.TryGetValue(order.Id.Value, out ChildAccount? self) ? self.TimeNs : 0;
        ChildAccount[] recent = [.. book.Children.Values.Where(c => c.TimeNs > nowNs - limits.OrderRateWindowNs && c.TimeNs <= nowNs && c.Order.Id.Value <= order.Id.Value)];
        int atVenue = recent.Count(c => c.Order.VenueId == order.VenueId);
        findings.Require(recent.Length <= limits.OrderRateMax, Invariant.RiskHeld, $"child {order.Id.Value} is order {recent.Length} in the window, above {limits.OrderRateMax}");
        findings.Require(atVenue <= limits.VenueOrderRateMax, Invariant.RiskHeld, $"child {order.Id.Value} is order {atVenue} to its venue in the window, above {limits.VenueOrderRateMax}");
    }

    private static void CheckOpen(Findings findings, RecordBook book, ChildOrder order, RiskLimits limits, in ControlView view)
    {
        Int128 open = Open(book, _ => true);
        Int128 client = Open(book, c => c.ClientId == order.ClientId);
        long? clientMax = limits.Clients.FirstOrDefault(c => c.ClientId == order.ClientId)?.OpenNotionalMax;
        findings.Require(open <= Nanos(limits.OpenNotionalMax ?? 0), Invariant.RiskHeld, $"with child {order.Id.Value} {open} nanos are open, above {limits.OpenNotionalMax}");
        findings.Require(
            clientMax is not { } most || client <= Nanos(most), Invariant.RiskHeld, $"with child {order.Id.Value} {client} nanos are open for client {order.ClientId}, above {clientMax}");
        CheckCredit(findings, order, open + Traded(book, _ => true), view.ShardCredit);
        if (order.ClientId == 1)
        {
            CheckCredit(findings, order, client + Traded(book, c => c.ClientId == 1), view.ClientCredit);
        }
    }

    private static void CheckCredit(Findings findings, in ChildOrder order, Int128 used, long credit) => findings.Require(
        credit == ControlView.NoCredit || used <= Nanos(credit), Invariant.RiskHeld, $"with child {order.Id.Value} {used} nanos of credit are used, above {credit}");

    // Open sales do not offset open buys: a position is held against the worst that may come.
    private static void CheckPosition(Findings findings, RecordBook book, ChildOrder order, RiskLimits limits)
    {
        ChildAccount[] all = [.. book.Children.Values.Where(c => c.Order.InstrumentId == order.InstrumentId)];
        long executed = all.Sum(c => c.Order.Side.Sign() * c.Executed);
        long open = all.Where(c => c.Order.Side == order.Side).Sum(c => c.OpenAtLeast);
        long worst = (order.Side.Sign() * executed) + open;
        bool isUnclear = all.Any(c => c.IsUnclear);
        findings.Require(isUnclear || worst <= limits.PositionMax, Invariant.RiskHeld, $"with child {order.Id.Value} the position may become {worst}, above {limits.PositionMax}");
    }

    // Marks may have moved by a tick or two since the router looked at them.
    private static void CheckPositions(Findings findings, RecordBook book, long id, RiskLimits limits)
    {
        bool isKnown = book.Children.TryGetValue(id, out ChildAccount? child) && child.PositionNanos is not null;
        Int128 worst = isKnown ? child!.PositionNanos!.Value : 0;
        findings.Require(
            worst * 100 <= Nanos(limits.PositionNotionalMax ?? 0) * 101, Invariant.RiskHeld, $"with child {id} all positions may be worth {worst} nanos, above {limits.PositionNotionalMax}");
    }

    private static Int128 Open(RecordBook book, Func<ChildOrder, bool> which)
    {
        Int128 sum = 0;
        foreach (ChildAccount child in book.Children.Values.Where(c => which(c.Order)))
        {
            sum += (Int128)Worth(child.Order) * child.OpenAtLeast;
        }

        return sum;
    }

    private static Int128 Traded(RecordBook book, Func<ChildOrder, bool> which)
    {
        Int128 sum = 0;
        foreach (ChildAccount child in book.Children.Values.Where(c => which(c.Order) && !c.IsUnclear))
        {
            sum += child.ExecutedNanos;
        }

        return sum;
    }

    private static long Worth(in ChildOrder order) => order.Side == Side.Buy ? order.LimitPrice.Nanos : Math.Max(order.LimitPrice.Nanos, order.Bid.Nanos);

    private static Int128 Nanos(long units) => (Int128)units * Price.NanosPerUnit;
}
