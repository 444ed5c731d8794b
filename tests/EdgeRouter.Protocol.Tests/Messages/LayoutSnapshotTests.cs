namespace EdgeRouter.Protocol.Tests.Messages;

/// <summary>What reaches disk and wire: ids are never reused, lengths and the version only grow. A line here changes only by growing.</summary>
public sealed class LayoutSnapshotTests
{
    private static readonly (string Name, int TemplateId, int BlockLength)[] Version1 =
    [
        ("SessionStart", 1, 77), ("SessionEnd", 2, 56), ("ParentOrderNew", 10, 107), ("ParentOrderDone", 11, 143), ("ParentOrderCancel", 12, 40),
        ("ChildOrderNew", 20, 102), ("ChildOrderCancel", 21, 61), ("ExecutionReport", 22, 117), ("MarkOut", 23, 94), ("Decision", 30, 101),
        ("Scores", 31, 52), ("Timer", 40, 40), ("Control", 41, 46), ("Alert", 42, 63),
    ];

    private static readonly (string Name, int TemplateId, int BlockLength)[] Now =
    [
        ("SessionStart", SessionStartDecoder.TemplateId, SessionStartDecoder.BlockLength),
        ("SessionEnd", SessionEndDecoder.TemplateId, SessionEndDecoder.BlockLength),
        ("ParentOrderNew", ParentOrderNewDecoder.TemplateId, ParentOrderNewDecoder.BlockLength),
        ("ParentOrderDone", ParentOrderDoneDecoder.TemplateId, ParentOrderDoneDecoder.BlockLength),
        ("ParentOrderCancel", ParentOrderCancelDecoder.TemplateId, ParentOrderCancelDecoder.BlockLength),
        ("ChildOrderNew", ChildOrderNewDecoder.TemplateId, ChildOrderNewDecoder.BlockLength),
        ("ChildOrderCancel", ChildOrderCancelDecoder.TemplateId, ChildOrderCancelDecoder.BlockLength),
        ("ExecutionReport", ExecutionReportDecoder.TemplateId, ExecutionReportDecoder.BlockLength),
        ("MarkOut", MarkOutDecoder.TemplateId, MarkOutDecoder.BlockLength),
        ("Decision", DecisionDecoder.TemplateId, DecisionDecoder.BlockLength),
        ("Scores", ScoresDecoder.TemplateId, ScoresDecoder.BlockLength),
        ("Timer", TimerDecoder.TemplateId, TimerDecoder.BlockLength),
        ("Control", ControlDecoder.TemplateId, ControlDecoder.BlockLength),
        ("Alert", AlertDecoder.TemplateId, AlertDecoder.BlockLength),
    ];

    [Test]
    public void ShouldOnlyEverGrow()
    {
        foreach ((string name, int templateId, int blockLength) in Version1)
        {
            (string Name, int TemplateId, int BlockLength) now = Now.Single(m => m.Name == name);
            Assert.That(now.TemplateId, Is.EqualTo(templateId), name);
            Assert.That(now.BlockLength, Is.GreaterThanOrEqualTo(blockLength), name);
            Assert.That(SchemaInfo.Version > 1 || now.BlockLength == blockLength, $"{name} changed without a new schema version");
            Assert.That(SchemaInfo.MessageName(templateId), Is.EqualTo(name));
        }

        Assert.That(SchemaInfo.Id, Is.EqualTo(7001));
        Assert.That(SchemaInfo.Version, Is.GreaterThanOrEqualTo(1));
    }

    [Test]
    public void ShouldKeepTheFirstVersionsRequirements()
    {
        Assert.That(DecisionDecoder.RequiredBlockLength(1), Is.EqualTo(101));
        Assert.That(DecisionDecoder.RowsEntry.RequiredBlockLength(1), Is.EqualTo(43));
        Assert.That(DecisionDecoder.StepsEntry.RequiredBlockLength(1), Is.EqualTo(29));
        Assert.That(ScoresDecoder.RowsEntry.RequiredBlockLength(1), Is.EqualTo(24));
        Assert.That(ExecutionReportDecoder.RequiredBlockLength(1), Is.EqualTo(117));
    }

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
    [TestCase(typeof(Core.Orders.RouteActions), typeof(RouteActions))]
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
