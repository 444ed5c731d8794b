using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.State;
using EdgeRouter.Routing.States;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.States;

[TestFixture]
public sealed class VenuePropertyTests
{
    private const int ChildCount = 4;
    private const long ChildQuantity = 100;

    [TestCase(6, true, 1)]
    [TestCase(6, true, 4)]
    [TestCase(30, false, 1)]
    public void ShouldComeToTheVenuesTruth(int eventCount, bool restates, int disorder)
    {
        for (ulong seed = 1; seed <= 300; seed++)
        {
            Desk desk = new();
            var random = new DeterministicRandom(seed, 99);
            LedgerVenue[] venues = [.. desk.Orders.Select(o => new LedgerVenue(o, seed, eventCount, restates, namesCorrections: disorder == 1))];
            foreach (ExecutionReport report in Disordered(venues, disorder, ref random))
            {
                desk.Apply(report, $"seed {seed}");
            }

            for (int i = 0; i < ChildCount; i++)
            {
                desk.Apply(venues[i].Status, $"seed {seed}");
                ref ChildOrderRecord child = ref desk.Child(venues[i].Status.ChildId);
                string what = $"seed {seed} child {i}";
                Assert.That((child.CumulativeQuantity, child.FilledNotionalNanos, child.FeeNanos), Is.EqualTo((venues[i].Executed, venues[i].NotionalNanos, venues[i].FeeNanos)), what);
                Assert.That((child.IsTerminal, child.MissingQuantity), Is.EqualTo((venues[i].Leaves == 0, 0L)), what);
                Assert.That(child.ReservedQuantity, Is.EqualTo(venues[i].Leaves), what);
            }
        }
    }

    [Test]
    public void ShouldKeepItsBooksUnderAMaliciousVenue()
    {
        for (ulong seed = 1; seed <= 300; seed++)
        {
            Desk desk = new();
            var random = new DeterministicRandom(seed, 7);
            for (int step = 0; step < 60; step++)
            {
                desk.Apply(Malicious(ref random), $"seed {seed} step {step}");
                desk.Act(ref random);
            }
        }
    }

    [Test]
    public void ShouldGoOnAlikeAfterALoad()
    {
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var random = new DeterministicRandom(seed, 8);
            Desk desk = new();
            for (int step = 0; step < 30; step++)
            {
                desk.Apply(Malicious(ref random), $"seed {seed}");
            }

            Desk twin = desk.Reloaded();
            Assert.That(twin.Bytes(), Is.EqualTo(desk.Bytes()), $"seed {seed}");
            for (int step = 0; step < 30; step++)
            {
                ExecutionReport report = Malicious(ref random);
                Assert.That(twin.Apply(report, "twin"), Is.EqualTo(desk.Apply(report, "first")), $"seed {seed}");
            }

            Assert.That(twin.Bytes(), Is.EqualTo(desk.Bytes()), $"seed {seed}");
        }
    }

    // Each report may be late by a few places, and may come again a few places later.
    private static IEnumerable<ExecutionReport> Disordered(LedgerVenue[] venues, int disorder, ref DeterministicRandom random)
    {
        var all = new List<(double At, ExecutionReport Report)>();
        foreach (LedgerVenue venue in venues)
        {
            for (int i = 0; i < venue.Reports.Count; i++)
            {
                double at = i + (random.NextDouble() * disorder);
                all.Add((at, venue.Reports[i]));
                if (random.NextBool(0.3))
                {
                    all.Add((at + (random.NextDouble() * 2), venue.Reports[i]));
                }
            }
        }

        return all.OrderBy(e => e.At).Select(e => e.Report);
    }

    private static ExecutionReport Malicious(ref DeterministicRandom random)
    {
        long[] quantities = [long.MinValue, -1, 0, 1, 30, 40, 60, 100, 101, long.MaxValue];
        return new ExecutionReport
        {
            ChildId = new ChildOrderId(1 + random.NextInt32(ChildCount)),
            Type = random.NextBool(0.4) ? ExecutionType.Trade : (ExecutionType)random.NextInt32(18),
            State = (ChildOrderState)random.NextInt32(15),
            ExecutionId = (ulong)random.NextInt32(24),
            ReferenceExecutionId = (ulong)random.NextInt32(24),
            LastQuantity = quantities[random.NextInt32(quantities.Length)],
            CumulativeQuantity = quantities[random.NextInt32(quantities.Length)],
            LeavesQuantity = quantities[random.NextInt32(quantities.Length)],
            LastPrice = new Price(random.NextInt32(1000) - 20),
            FeeNanos = random.NextBool(0.05) ? long.MinValue : random.NextInt32(100) - 50,
            VenueTimeNs = random.NextInt32(50),
            RejectReason = (RejectReason)random.NextInt32(45),
        };
    }

    /// <summary>A parent with four children in one table each, and sums kept beside them by plain addition.</summary>
    private sealed class Desk
    {
        private readonly OrderTable<ParentOrderRecord> _parents = new(2);
        private readonly OrderTable<ChildOrderRecord> _children = new(8);
        private readonly Dictionary<(long Child, ulong Execution), long> _booked = [];
        private long _filled;

        internal Desk()
            : this(isEmpty: false)
        {
        }

        private Desk(bool isEmpty)
        {
            if (isEmpty)
            {
                return;
            }

            _parents.TryAdd(1, out int slot);
            _parents[slot] = new ParentOrderRecord(new ParentOrder { Id = new ParentOrderId(1), Quantity = 1000, Side = Side.Buy });
            ParentOrderMachine.TryApply(ref _parents[slot], ParentEvent.Accept);
            foreach (ChildOrder order in Orders)
            {
                Assert.That(ParentOrderMachine.TrySendChild(ref _parents[slot], order));
                _children.TryAdd(order.Id.Value, out int child);
                _children[child] = new ChildOrderRecord(order, 10);
                ChildList.Link(ref _parents[slot], _children, child);
            }
        }

        internal IEnumerable<ChildOrder> Orders { get; } =
            Enumerable.Range(1, ChildCount).Select(i => new ChildOrder { Id = new ChildOrderId(i), ParentId = new ParentOrderId(1), Quantity = ChildQuantity, Side = Side.Buy });

        internal ref ChildOrderRecord Child(ChildOrderId id)
        {
            Assert.That(_children.TryFind(id.Value, out int slot));
            return ref _children[slot];
        }

        internal void Act(ref DeterministicRandom random)
        {
            ref ChildOrderRecord child = ref Child(new ChildOrderId(1 + random.NextInt32(ChildCount)));
            bool isLegal = !child.IsTerminal;
            if (random.NextBool(0.05))
            {
                Assert.That(ChildOrderMachine.RequestCancel(ref child, 1), Is.EqualTo(isLegal));
            }
            else if (random.NextBool(0.05))
            {
                Assert.That(ChildOrderMachine.LoseLink(ref child), Is.EqualTo(isLegal));
            }
        }

        internal ChildTransition Apply(in ExecutionReport report, string what)
        {
            _children.TryFind(report.ChildId.Value, out int slot);
            ref ChildOrderRecord child = ref _children[slot];
            bool wasTerminal = child.IsTerminal;
            bool isKnown = child.Executions.Contains(report.ExecutionId);
            bool mayBeOld = report.ExecutionId == 0 || child.Executions.HasForgotten;
            ChildTransition t = ChildOrderMachine.Apply(ref child, report);
            ParentOrderMachine.Apply(ref _parents[0], t);
            if (t.Ended)
            {
                ChildList.Unlink(ref _parents[0], _children, slot);
            }

            _filled += t.FilledQuantity;
            CheckOnce(report, t, isKnown, mayBeOld, what);
            CheckBooks(child, t, wasTerminal, what);
            return t;
        }

        internal Desk Reloaded()
        {
            var twin = new Desk(isEmpty: true) { _filled = _filled };
            var reader = new StateReader(Bytes());
            twin._parents.Load(ref reader);
            twin._children.Load(ref reader);
            Assert.That(reader.IsAtEnd);
            ChildList.Verify(twin._parents, twin._children);
            foreach (KeyValuePair<(long, ulong), long> booked in _booked)
            {
                twin._booked.Add(booked.Key, booked.Value);
            }

            return twin;
        }

        internal byte[] Bytes()
        {
            var writer = new StateWriter();
            _parents.Save(writer);
            _children.Save(writer);
            return writer.Written.ToArray();
        }

        private void CheckOnce(in ExecutionReport report, in ChildTransition t, bool isKnown, bool mayBeOld, string what)
        {
            if (report.Type != ExecutionType.Trade)
            {
                return;
            }

            // Another quantity only where a correction of this very id came before.
            Assert.That(isKnown || t.FilledQuantity == 0 || t.FilledQuantity == report.LastQuantity, what);
            var key = (report.ChildId.Value, report.ExecutionId);
            if (t.FilledQuantity > 0 && report.ExecutionId != 0 && !mayBeOld)
            {
                Assert.That(_booked.TryAdd(key, t.FilledQuantity), $"{what}: execution {key} was booked twice");
            }

            bool mustBook = !isKnown && !mayBeOld && report.LastQuantity is > 0 and <= 101;
            Assert.That(!mustBook || t.FilledQuantity == report.LastQuantity, $"{what}: a fill was lost");
        }

        private void CheckBooks(in ChildOrderRecord child, in ChildTransition t, bool wasTerminal, string what)
        {
            ChildOrderRecord[] all = [.. Enumerable.Range(0, ChildCount).Select(i => _children[i])];
            ParentOrderRecord parent = _parents[0];
            bool isSound = all.All(c => c.CumulativeQuantity >= 0 && c.ReservedQuantity >= 0 && c.LeavesQuantity >= 0
                && c.CumulativeQuantity + c.ReservedQuantity <= Math.Max(ChildQuantity, c.CumulativeQuantity));
            Assert.That(isSound, $"{what}: a quantity is negative, or more stands than was sent");
            Assert.That(parent.FilledQuantity, Is.EqualTo(all.Sum(c => c.CumulativeQuantity)).And.EqualTo(_filled), what);
            Assert.That(parent.ReservedQuantity, Is.EqualTo(all.Sum(c => c.ReservedQuantity)), what);
            Assert.That(parent.FilledNotionalNanos, Is.EqualTo(all.Aggregate(Int128.Zero, (sum, c) => sum + c.FilledNotionalNanos)), what);
            Assert.That(parent.FeeNanos, Is.EqualTo(all.Sum(c => c.FeeNanos)), what);
            Assert.That(parent.OpenChildCount, Is.EqualTo(all.Count(c => !c.IsTerminal)), what);
            Assert.That(!wasTerminal || t.From == t.To, $"{what}: an order came back");
            bool isOver = t.Kind == TransitionKind.Duplicate && (t.ChangesMoney || t.ReservedChange != 0);
            Assert.That(isOver, Is.False, $"{what}: a duplicate changed something");
            bool isQuarantined = t.Anomaly is ReportAnomaly.UnknownExecution or ReportAnomaly.QuantityImpossible or ReportAnomaly.NotConditional or ReportAnomaly.UnknownType;
            Assert.That(isQuarantined && (t.ChangesMoney || t.From != t.To || t.ReservedChange != 0), Is.False, $"{what}: a quarantined report changed something");
            Assert.That(parent.AvailableQuantity, Is.EqualTo(Math.Max(0, 1000 - parent.FilledQuantity - parent.ReservedQuantity)), what);
            CheckList(parent, all, what);
            Assert.That(child.CumulativeQuantity > 0 || child.State != ChildOrderState.PartiallyFilled, what);
        }

        private void CheckList(in ParentOrderRecord parent, ChildOrderRecord[] all, string what)
        {
            var listed = new List<long>();
            for (int slot = parent.FirstOpenChild; slot >= 0; slot = _children[slot].NextSibling)
            {
                listed.Add(_children[slot].Order.Id.Value);
            }

            Assert.That(listed, Is.EqualTo(all.Where(c => !c.IsTerminal).Select(c => c.Order.Id.Value).OrderDescending()), what);
        }
    }
}
