namespace EdgeRouter.Protocol.Tests.Messages;

/// <summary>Domain enums are cast to the wire's: they must agree.</summary>
public sealed class DomainNamesTests
{
    [TestCase(typeof(Core.Domain.Side), typeof(Side))]
    [TestCase(typeof(Core.Orders.OrderType), typeof(OrderType))]
    [TestCase(typeof(Core.Orders.TimeInForce), typeof(TimeInForce))]
    [TestCase(typeof(Core.Orders.RouteAction), typeof(RouteAction))]
    [TestCase(typeof(Core.Orders.ParentOrderState), typeof(ParentOrderState))]
    [TestCase(typeof(Core.Orders.ChildOrderState), typeof(ChildOrderState))]
    [TestCase(typeof(Core.Orders.ExecutionType), typeof(ExecutionType))]
    [TestCase(typeof(Core.Orders.LiquidityFlag), typeof(LiquidityFlag))]
    [TestCase(typeof(Core.Orders.RejectReason), typeof(RejectReason))]
    [TestCase(typeof(Core.Orders.ControlKind), typeof(ControlKind))]
    [TestCase(typeof(Core.Orders.AlertKind), typeof(AlertKind))]
    [TestCase(typeof(Core.Links.LinkTier), typeof(LinkTier))]
    [TestCase(typeof(Core.Links.LinkRefusal), typeof(LinkRefusal))]
    [TestCase(typeof(Core.Orders.RouteActions), typeof(RouteActions))]
    [TestCase(typeof(Core.Orders.ShortSale), typeof(ShortSale))]
    [TestCase(typeof(Core.Orders.ConfigurationKind), typeof(ConfigurationKind))]
    [TestCase(typeof(Core.Orders.RoutingInstructions), typeof(RoutingInstructions))]
    public void ShouldGiveEveryDomainValueTheSameNameAndNumberOnTheWire(Type domain, Type wire)
    {
        foreach (object value in Enum.GetValues(wire))
        {
            if (value.ToString() != "NullValue")
                Assert.That(Enum.ToObject(domain, Convert.ToByte(value)).ToString(), Is.EqualTo(value.ToString()));
        }

        string[] wireNames = Enum.GetNames(wire);
        string[] combined = ["None", "Aggressive", "All"];
        Assert.That(Enum.GetNames(domain).Where(n => !combined.Contains(n)), Is.SubsetOf(wireNames));
    }
}
