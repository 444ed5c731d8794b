using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.State;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Routing.Tests.Risk;

[TestFixture]
public sealed class RiskStateTests
{
    private static readonly RiskLimits Limits = new()
    {
        DuplicateWindowNs = 500,
        Clients = [new ClientRiskLimits { ClientId = 9, OrderRateMax = 5_000 }, new ClientRiskLimits { ClientId = 2 }],
    };

    [Test]
    public void ShouldBringTheLimitsInForceAlong()
    {
        RiskDesk desk = Busy();
        var other = new RiskGate(new RiskLimits { OrderQuantityMax = 1 }, RiskDesk.World);
        Load(other, RiskDesk.StateOf(desk.Gate));
        Assert.That(RiskLimitsJson.Format(other.Limits), Is.EqualTo(RiskLimitsJson.Format(Limits)));
        Assert.That(RiskDesk.StateOf(other), Is.EqualTo(RiskDesk.StateOf(desk.Gate)));
    }

    [Test]
    public void ShouldForgetWhatItWasBefore()
    {
        RiskDesk desk = Busy();
        byte[] fresh = RiskDesk.StateOf(new RiskGate(new RiskLimits(), RiskDesk.World));
        Load(desk.Gate, fresh);
        Assert.That(RiskDesk.StateOf(desk.Gate), Is.EqualTo(fresh));
    }

    [Test]
    public void ShouldRefuseTheStateOfAnotherSetup()
    {
        var world = new Universe([RiskDesk.World.Instruments[0]], RiskDesk.World.Venues.ToArray());
        byte[] state = RiskDesk.StateOf(Busy().Gate);
        Assert.That(IdOf(() => Load(new RiskGate(new RiskLimits(), world), state)), Is.EqualTo("ER1140"));
        Assert.That(IdOf(() => Load(new RiskGate(new RiskLimits(), RiskDesk.World, new RiskCapacity { ClientsMax = 2, OwnOrdersMax = 1, RecentOrdersMax = 1 }), state)), Is.EqualTo("ER1140"));
    }

    [Test]
    public void ShouldRefuseAStateThatWasCutOrWhoseLimitsWereDamaged()
    {
        byte[] state = RiskDesk.StateOf(Busy().Gate);
        var gate = new RiskGate(new RiskLimits(), RiskDesk.World);
        for (int length = 0; length < state.Length; length += 61)
        {
            Assert.That(IdOf(() => Load(gate, state.AsSpan(0, length).ToArray())), Is.EqualTo("ER1140"), $"cut to {length}");
        }

        for (int at = 12; at < 300; at += 3)
        {
            byte[] damaged = [.. state];
            damaged[at] ^= 1;
            Assert.That(IdOf(() => Load(gate, damaged)), Is.EqualTo("ER1140"), $"damaged at {at}");
        }
    }

    [Test]
    public void ShouldNotDependOnTheOrderOfALimitsList()
    {
        RiskGate[] gates = [new(Limits, RiskDesk.World), new(Limits with { Clients = [.. Limits.Clients.Reverse()] }, RiskDesk.World)];
        Assert.That(RiskDesk.StateOf(gates[0]), Is.EqualTo(RiskDesk.StateOf(gates[1])));
    }

    private static RiskDesk Busy()
    {
        var desk = new RiskDesk();
        ChildOrder first = desk.Order() with { ClientId = 4, BeneficialOwner = 1 };
        desk.Send(first);
        desk.Reload(Limits);
        for (int i = 0; i < 100; i++)
        {
            desk.Send(desk.Order(100 + i, (Side)(1 + (i % 2)), timeNs: 1_000 + i) with { ClientId = i % 3 == 0 ? 9 : 2, VenueId = new VenueId((byte)(i % 3)), BeneficialOwner = 10 + i });
        }

        desk.Fill(first, 30, 100m);
        desk.Control(ControlKind.ClientKillOn, client: 77);
        desk.Control(ControlKind.CreditSet, client: 9, value: 1_000_000);
        desk.Control(ControlKind.CreditSet, client: 0, value: 9_000_000);
        desk.Control(ControlKind.LimitBandSet, instrument: 1, value: 1, value2: 2);
        desk.Control(ControlKind.ShortRestrictionOn);
        desk.Control(ControlKind.LinkDown, venue: 2);
        return desk;
    }

    private static void Load(RiskGate gate, byte[] state)
    {
        var reader = new StateReader(state);
        gate.Load(ref reader);
    }

    private static string IdOf(Action action) => Assert.Throws<EdgeRouterException>(() => action())!.Id;
}
