using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Routing.Tests.Risk;

/// <summary>What reference data forbid, switched while the gate stands.</summary>
internal sealed class RiskReferenceTests
{
    [TestCase(InstrumentRestrictions.Untradable, Side.Buy, ShortSale.None, "99.97", RejectReason.Restricted)]
    [TestCase(InstrumentRestrictions.HardToBorrow, Side.Sell, ShortSale.Short, "100", RejectReason.NoLocate)]
    [TestCase(InstrumentRestrictions.HardToBorrow, Side.Sell, ShortSale.None, "100", RejectReason.None)]
    [TestCase(InstrumentRestrictions.ShortSaleRestricted, Side.Sell, ShortSale.Short, "99.98", RejectReason.ShortRestricted)]
    [TestCase(InstrumentRestrictions.ShortSaleRestricted, Side.Sell, ShortSale.Short, "99.99", RejectReason.None)]
    [TestCase(InstrumentRestrictions.ShortSaleRestricted, Side.Sell, ShortSale.ShortExempt, "99.98", RejectReason.None)]
    public void ShouldHoldWhatReferenceDataForbid(InstrumentRestrictions restrictions, Side side, ShortSale shortSale, string price, RejectReason expected)
    {
        (RiskGate gate, Universe universe) = Gate();
        ChildOrder order = new RiskDesk().Order(side: side, price: decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture)) with { ShortSale = shortSale };
        Assert.That(gate.Check(order, RiskDesk.Market).Reason, Is.EqualTo(RejectReason.None));
        universe.Adopt(World(new Instrument { Id = default, Symbol = "AAA", Restrictions = restrictions }), version: 1);
        Assert.That(gate.Check(order, RiskDesk.Market).Reason, Is.EqualTo(expected));
        universe.Adopt(World(new Instrument { Id = default, Symbol = "AAA" }), version: 2);
        Assert.That(gate.Check(order, RiskDesk.Market).Reason, Is.EqualTo(RejectReason.None));
    }

    [TestCase(InstrumentRestrictions.Untradable, RejectReason.Restricted)]
    [TestCase(InstrumentRestrictions.HardToBorrow, RejectReason.NoLocate)]
    public void ShouldRefuseAtTheDoorWhatReferenceDataForbid(InstrumentRestrictions restrictions, RejectReason expected)
    {
        (RiskGate gate, Universe universe) = Gate();
        universe.Adopt(World(new Instrument { Id = default, Symbol = "AAA", Restrictions = restrictions }), version: 1);
        var parent = new ParentOrder { Id = new ParentOrderId(1), Side = Side.Sell, Quantity = 100, ShortSale = ShortSale.Short };
        Assert.That(gate.CheckParent(parent).Reason, Is.EqualTo(expected));
    }

    [TestCase("99.95", RejectReason.LimitBand)]
    [TestCase("99.96", RejectReason.None)]
    public void ShouldKeepToTheBandOfReferenceDataUnlessOneIsSet(string price, RejectReason expected)
    {
        (RiskGate gate, Universe universe) = Gate();
        ChildOrder order = new RiskDesk().Order(price: decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture));
        universe.Adopt(World(new Instrument { Id = default, Symbol = "AAA", LimitLowNanos = 99_960_000_000, LimitHighNanos = 100_040_000_000 }), version: 1);
        Assert.That(gate.Check(order, RiskDesk.Market).Reason, Is.EqualTo(expected));
        _ = gate.OnControl(new ControlInput { Kind = ControlKind.LimitBandSet, Value = 99_900_000_000, Value2 = 100_040_000_000 });
        Assert.That(gate.Check(order, RiskDesk.Market).Reason, Is.EqualTo(RejectReason.None));
    }

    private static (RiskGate Gate, Universe Universe) Gate()
    {
        Universe universe = World(new Instrument { Id = default, Symbol = "AAA" });
        return (new RiskGate(new RiskLimits(), universe), universe);
    }

    private static Universe World(Instrument instrument) => new([instrument], RiskDesk.World.Venues.ToArray());
}
