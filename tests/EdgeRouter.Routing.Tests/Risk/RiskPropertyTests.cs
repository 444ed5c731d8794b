using System.Numerics;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.State;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Routing.Tests.Risk;

/// <summary>Random orders, reports that may say anything, controls, new limits, and restarts from saved state, against an oracle that works everything out anew.</summary>
[TestFixture]
public sealed class RiskPropertyTests
{
    private const ulong Seed = 20_240_607;
    private const int Runs = 48;
    private const int StepsPerRun = 130;

    private static readonly RejectReason[] Reachable =
    [
        RejectReason.None, RejectReason.UnknownInstrument, RejectReason.BadQuantity, RejectReason.BadPrice, RejectReason.PriceCollar, RejectReason.SizeLimit,
        RejectReason.NotionalLimit, RejectReason.RateLimit, RejectReason.KillSwitch, RejectReason.Duplicate, RejectReason.NoMarket, RejectReason.Restricted,
        RejectReason.PositionLimit, RejectReason.VenueClosed, RejectReason.BadSide, RejectReason.SelfTrade, RejectReason.ClientCredit, RejectReason.ShardCredit,
        RejectReason.AggregateNotional, RejectReason.NoLocate, RejectReason.ShortRestricted, RejectReason.LimitBand, RejectReason.DuplicateOrder,
        RejectReason.UnknownClient, RejectReason.LinkDown,
    ];

    [Test]
    public void ShouldNeverLetALimitBeExceededNorBlockWithoutCause()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        var seen = new Dictionary<RejectReason, int>();
        for (int i = 0; i < Runs; i++)
        {
            new Run(Seed, (ulong)i, seen).Go();
        }

        Assert.That(Reachable.Where(r => !seen.ContainsKey(r)), Is.Empty, "reasons that were never given");
        Assert.That(seen[RejectReason.None], Is.GreaterThan(Runs * StepsPerRun / 20), "enough passes to mean something");
    }

    private sealed class Run(ulong seed, ulong stream, Dictionary<RejectReason, int> seen)
    {
        private readonly RiskOracle _oracle = new();
        private readonly List<ChildOrderRecord> _children = [];
        private DeterministicRandom _random = new(seed, stream);
        private RiskGate _gate = new(new RiskLimits(), RiskDesk.World);
        private long _nowNs = 1_000;
        private long _lastId;
        private ulong _lastExecution;

        internal void Go()
        {
            Reload();
            for (int step = 0; step < StepsPerRun; step++)
            {
                _nowNs += _random.NextInt32(40);
                switch (_random.NextInt32(100))
                {
                    case < 55:
                        Order(step);
                        break;
                    case < 60:
                        Step(step);
                        break;
                    case < 85:
                        Report();
                        break;
                    case < 93:
                        Control();
                        break;
                    case < 96:
                        Reload();
                        break;
                    default:
                        Restart();
                        break;
                }

                Compare(step);
            }
        }

        private int Next(int bound) => _random.NextInt32(bound);

        private Price Around(int cents) => new((10_000 + Next((2 * cents) + 1) - cents) * 10_000_000L);

        private void Order(int step)
        {
            RiskMarket market = RiskDesk.Market with { NowNs = _nowNs, HasBid = Next(50) > 0, HasAsk = Next(50) > 0, Bid = Next(20) == 0 ? RiskDesk.Market.Ask : RiskDesk.Market.Bid };
            ChildOrder child = DrawOrder(market);
            if (_children.Count > 0 && Next(8) == 0)
            {
                child = _children[^1].Order with { Id = child.Id, SendTimeNs = _nowNs, Bid = child.Bid, Ask = child.Ask };
            }

            HashSet<RejectReason> faults = _oracle.Faults(child, market);
            RiskVerdict verdict = _gate.Check(child, market);
            seen[verdict.Reason] = seen.GetValueOrDefault(verdict.Reason) + 1;
            Assert.That(verdict.IsPassed ? faults.Count == 0 : faults.Contains(verdict.Reason), Is.True, () => $"run {stream} step {step}: {verdict}, but {string.Join(' ', faults)}; {child}");
            if (verdict.IsPassed)
            {
                Send(child);
            }
        }

        // Children of one parent that leave together get the answers that they would get one after the other.
        private void Step(int step)
        {
            RiskMarket market = RiskDesk.Market with { NowNs = _nowNs };
            ChildOrder first = DrawOrder(market);
            ChildOrder[] children = [.. Enumerable.Range(0, 2 + Next(7)).Select(i => Next(4) == 0 ? first with { Id = new ChildOrderId(_lastId + 1 + i) } : DrawOrder(market) with
            {
                Id = new ChildOrderId(_lastId + 1 + i),
                InstrumentId = first.InstrumentId,
                Side = first.Side,
                ClientId = first.ClientId,
                BeneficialOwner = first.BeneficialOwner,
                ShortSale = first.ShortSale,
                HasLocate = first.HasLocate,
            })];
            var together = new RiskVerdict[children.Length];
            int notAsked = Next(children.Length);
            together[notAsked] = new RiskVerdict(RejectReason.TradeThrough, 1, 2);
            byte[] before = RiskDesk.StateOf(_gate);
            _gate.CheckStep(children, market, together);
            Assert.That(RiskDesk.StateOf(_gate), Is.EqualTo(before), "a check changes nothing");
            Assert.That(together[notAsked].Reason, Is.EqualTo(RejectReason.TradeThrough));
            for (int i = 0; i < children.Length; i++)
            {
                RiskVerdict alone = i == notAsked ? together[i] : _gate.Check(children[i], market);
                Assert.That(together[i], Is.EqualTo(alone), $"run {stream} step {step}: child {i} of {children.Length}");
                seen[alone.Reason] = seen.GetValueOrDefault(alone.Reason) + 1;
                if (alone.IsPassed)
                {
                    Send(children[i]);
                }
            }
        }

        private void Send(in ChildOrder child)
        {
            _lastId = child.Id.Value;
            _gate.OnChildSent(child);
            _oracle.Add(child);
            _children.Add(new ChildOrderRecord(child));
        }

        private ChildOrder DrawOrder(in RiskMarket market) => new()
        {
            Id = new ChildOrderId(Next(60) == 0 ? _lastId : _lastId + 1),
            InstrumentId = new InstrumentId(Next(60) == 0 ? 2 : Next(2)),
            VenueId = new VenueId((byte)Next(3)),
            Side = Next(80) == 0 ? Side.None : (Side)(1 + Next(2)),
            Type = Next(6) == 0 ? OrderType.MidpointPeg : OrderType.Limit,
            TimeInForce = Next(3) == 0 ? TimeInForce.Day : TimeInForce.ImmediateOrCancel,
            Quantity = Next(80) == 0 ? 0 : 100 * (1 + Next(8)),
            LimitPrice = Next(60) == 0 ? new Price(Next(3) - 1) : Around(Next(10) == 0 ? 150 : 5),
            SendTimeNs = _nowNs,
            BeneficialOwner = Next(4),
            ClientId = Next(4),
            ShortSale = (ShortSale)Next(3),
            HasLocate = Next(2) == 0,
            IsConditional = Next(12) == 0,
            FirmUpOf = new ChildOrderId(Next(12) == 0 ? 1 + Next(2) : 0),
            Bid = market.HasBid ? market.Bid : default,
            Ask = market.HasAsk ? market.Ask : default,
        };

        private void Report()
        {
            if (_children.Count == 0)
            {
                return;
            }

            int index = Math.Max(0, _children.Count - 1 - Next(12));
            ChildOrderRecord record = _children[index];
            bool isHostile = Next(5) == 0;
            long last = isHostile ? Next(3_000) - 100 : 1 + Next((int)record.Order.Quantity);
            var report = new ExecutionReport
            {
                ChildId = record.Order.Id,
                VenueId = record.Order.VenueId,
                Type = isHostile ? (ExecutionType)Next(18) : Next(3) == 0 ? ExecutionType.Cancelled : ExecutionType.Trade,
                State = (ChildOrderState)Next(14),
                ExecutionId = Next(10) == 0 ? _lastExecution : ++_lastExecution,
                LastQuantity = last,
                LastPrice = isHostile ? new Price((Next(5) - 1) * 100_000_000_000L) : Around(20),
                CumulativeQuantity = isHostile ? Next(1_000) : record.CumulativeQuantity + last,
                LeavesQuantity = Next(1_000) - 10,
                ReceiveTimeNs = _nowNs,
                Bid = Next(5) == 0 ? default : Around(5),
                Ask = Next(5) == 0 ? default : Around(5),
            };
            ChildTransition transition = ChildOrderMachine.Apply(ref record, report);
            _children[index] = record;
            _gate.OnChildChanged(record.Order, transition, report);
            _oracle.Add(record.Order, transition, report);
        }

        private void Control()
        {
            // Switches that stop everything are mostly turned off again, or nothing else would be seen.
            var input = new ControlInput
            {
                Kind = Next(4) switch { 0 => ControlKind.CreditSet, 1 => ControlKind.LimitBandSet, _ => (ControlKind)Next(22) },
                VenueId = new VenueId((byte)Next(4)),
                InstrumentId = new InstrumentId(Next(3)),
                ClientId = Next(5),
                TimeNs = _nowNs,
            };
            input = input.Kind switch
            {
                ControlKind.KillSwitchOn or ControlKind.InstrumentKillOn or ControlKind.VenueKillOn or ControlKind.ClientKillOn when Next(3) > 0 => input with { Kind = input.Kind + 1 },
                ControlKind.LinkDown or ControlKind.VenueDisable when Next(3) > 0 => input with { Kind = input.Kind + 1 },
                ControlKind.CreditSet => input with { Value = Next(10) == 0 ? -1 : Next(input.ClientId == 0 && Next(4) == 0 ? 100_000_000 : 500_000) },
                ControlKind.LimitBandSet when Next(2) == 0 => input with { Value = Around(30).Nanos, Value2 = Around(30).Nanos },
                ControlKind.PositionSet => input with { Value = Next(4_000) - 2_000, Value2 = Next(2) * 100_000_000_000L },
                _ => input,
            };
            if (_gate.OnControl(input) is RiskControlResult.Applied or RiskControlResult.CancelOpen)
            {
                _oracle.Add(input);
            }
            else
            {
                bool isOdd = input.VenueId.Value == 3 || input.InstrumentId.Value == 2 || input.Value < 0 || input.Value > input.Value2;
                bool isOthers = input.Kind is ControlKind.EndOfSession or ControlKind.SelfHelpDeclare or ControlKind.SelfHelpRevoke or ControlKind.StorageLost or ControlKind.StorageRestored;
                Assert.That(isOdd || isOthers, Is.True, () => $"run {stream}: {input} was not taken");
            }
        }

        private void Reload()
        {
            RiskLimits next = Draw();
            Assert.That(_gate.TryReload(RiskLimitsJson.Parse(RiskLimitsJson.Format(next), RiskDesk.World), out string problem), Is.True, problem);
            _oracle.Limits = next;
            RiskLimits wrong = next with { PriceCollarBps = 0 };
            Assert.That((_gate.TryReload(wrong, out problem), problem.Contains("priceCollarBps", StringComparison.Ordinal)), Is.EqualTo((false, true)));
        }

        private RiskLimits Draw() => new()
        {
            PriceCollarBps = 20 + Next(100),
            OrderQuantityMax = 300 + Next(600),
            OrderNotionalMax = 30_000 + Next(60_000),
            OpenNotionalMax = Next(2) == 0 ? null : 50_000 + Next(300_000),
            PositionMax = 1_000 + Next(6_000),
            PositionNotionalMax = Next(2) == 0 ? null : 200_000 + Next(800_000),
            OrderRateMax = 4 + Next(20),
            VenueOrderRateMax = Next(2) == 0 ? null : 1 + Next(10),
            ClientOrderRateMax = Next(2) == 0 ? null : 1 + Next(10),
            OrderRateWindowNs = 50 + Next(300),
            DuplicateWindowNs = Next(2) == 0 ? null : 1 + Next(2_000),
            IsClientListClosed = Next(4) == 0,
            RestrictedSymbols = Next(8) == 0 ? ["AAA"] : [],
            HardToBorrowSymbols = Next(2) == 0 ? ["BBB"] : [],
            Instruments = Next(2) == 0 ? [] : [new InstrumentRiskLimits { Symbol = "BBB", PriceCollarBps = 10, OrderQuantityMax = 500, PositionMax = 1 + Next(4_000), OrderNotionalMax = 45_000 }],
            Venues = Next(2) == 0 ? [] : [new VenueRiskLimits { Name = "DARK", OrderRateMax = 1 + Next(5), OrderQuantityMax = 600, OrderNotionalMax = 50_000 }],
            Clients = Next(2) == 0 ? [] :
            [
                new ClientRiskLimits { ClientId = 3, OrderRateMax = 1 + Next(100), OpenNotionalMax = 40_000 + Next(50_000) },
                new ClientRiskLimits { ClientId = 1, OrderQuantityMax = 400, OrderNotionalMax = 35_000 },
            ],
        };

        // A gate that only knows the saved bytes takes over, and what it would save is the same.
        private void Restart()
        {
            byte[] saved = RiskDesk.StateOf(_gate);
            var restored = new RiskGate(new RiskLimits(), RiskDesk.World);
            var reader = new StateReader(saved);
            restored.Load(ref reader);
            Assert.That((reader.IsAtEnd, RiskDesk.StateOf(restored).AsSpan().SequenceEqual(saved)), Is.EqualTo((true, true)), $"run {stream}");
            _gate = restored;
        }

        private void Compare(int step)
        {
            BigInteger[] actual = [(BigInteger)_gate.OpenNotionalNanos, (BigInteger)_gate.CreditUsedNanos, (BigInteger)_gate.CreditUsedOf(1), (BigInteger)_gate.PositionNotionalNanos];
            BigInteger[] expected =
            [
                _oracle.OpenNotional(_ => true), _oracle.OpenNotional(_ => true) + _oracle.Executed(_ => true),
                _oracle.OpenNotional(c => c.ClientId == 1) + _oracle.Executed(c => c.ClientId == 1), _oracle.PositionNotional(),
            ];
            Assert.That(actual, Is.EqualTo(expected), $"run {stream} step {step}: open, used, used by client 1, positions");
            Assert.That((_gate.PositionOf(new InstrumentId(0)), _gate.PositionOf(new InstrumentId(1))), Is.EqualTo((_oracle.PositionOf(0), _oracle.PositionOf(1))), $"run {stream} step {step}");
        }
    }
}
