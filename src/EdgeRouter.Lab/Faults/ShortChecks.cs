using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Lab.Faults;

/// <summary>SEC Regulation SHO: a short sale of what is hard to borrow has a locate, and none takes the bid while that is restricted.</summary>
internal static class ShortChecks
{
    /// <summary>Checks an order that leaves.</summary>
    /// <param name="findings">Takes what is broken.</param>
    /// <param name="order">The order.</param>
    /// <param name="view">What operator and limits ask for.</param>
    /// <param name="terms">What reference data ask for.</param>
    /// <param name="bidNanos">The best bid that certainly stands; 0 = none does.</param>
    public static void Check(Findings findings, in ChildOrder order, in ControlView view, in ReferenceTerms terms, long bidNanos)
    {
        if (order.Side != Side.Sell || order.ShortSale == ShortSale.None)
        {
            return;
        }

        string symbol = FaultWorld.Symbols[order.InstrumentId.Value];
        bool isHard = (terms.Restrictions & InstrumentRestrictions.HardToBorrow) != 0
            || FaultWorld.Limits(view.LimitsWidth, view.IsStrict).HardToBorrowSymbols.Contains(symbol);
        bool isRestricted = (terms.Restrictions & InstrumentRestrictions.ShortSaleRestricted) != 0 || ((view.RestrictedInstruments >> order.InstrumentId.Value) & 1) != 0;
        bool isPeg = order.Type is OrderType.MidpointPeg or OrderType.PrimaryPeg;
        findings.Require(!isHard || order.HasLocate, Invariant.ShortSalesLawful, $"child {order.Id.Value} sells {symbol} short without a locate");
        findings.Require(
            !isRestricted || order.ShortSale == ShortSale.ShortExempt || isPeg || bidNanos == 0 || order.LimitPrice.Nanos > bidNanos,
            Invariant.ShortSalesLawful,
            $"child {order.Id.Value} sells {symbol} short at {order.LimitPrice} while that is restricted and {new Price(bidNanos)} is bid");
    }
}
