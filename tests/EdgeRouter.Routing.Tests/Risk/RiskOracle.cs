using System.Numerics;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Routing.Tests.Risk;

/// <summary>What the risk gate must say, worked out anew from the whole history for every order, with big integers and without tables.</summary>
internal sealed class RiskOracle
{
    private const long Unit = Price.NanosPerUnit;

    private readonly List<object> _history = [];

    internal RiskLimits Limits { get; set; } = new();

    private IEnumerable<ChildOrder> Sent => _history.OfType<ChildOrder>();

    private IEnumerable<ControlInput> Controls => _history.OfType<ControlInput>();

    internal void Add(in ChildOrder child) => _history.Add(child);

    internal void Add(in ControlInput input) => _history.Add(input);

    internal void Add(in ChildOrder child, in ChildTransition transition, in ExecutionReport report) => _history.Add(new Change(child, transition, report));

    /// <summary>Every reason for which an order must not leave; none = it must pass.</summary>
    internal HashSet<RejectReason> Faults(ChildOrder child, RiskMarket market)
    {
        if (child.InstrumentId.Value is < 0 or > 1)
        {
            return [RejectReason.UnknownInstrument];
        }

        var faults = new HashSet<RejectReason>();
        void Fault(bool isFault, RejectReason reason) => _ = isFault && faults.Add(reason);
        FaultsOfWhat(child, Fault);
        FaultsOfPrice(child, market, Fault);
        if (child.Side is not Side.None && child.Quantity > 0)
        {
            FaultsOfOthers(child, market.NowNs, Fault);
            FaultsOfMoney(child, Fault);
        }

        return faults;
    }

    internal RiskPosition PositionOf(int instrument) =>
        new((long)Position(instrument), (long)Open(instrument, Side.Buy), (long)Open(instrument, Side.Sell));

    internal BigInteger OpenNotional(Func<ChildOrder, bool> which) => Firm.Where(which).Aggregate(BigInteger.Zero, (sum, c) => sum + (OpenOf(c) * Worth(c)));

    internal BigInteger Executed(Func<ChildOrder, bool> which)
    {
        BigInteger sum = 0;
        foreach (Change change in _history.OfType<Change>().Where(c => which(c.Child)))
        {
            BigInteger price = change.Report.LastPrice.Nanos > 0 ? change.Report.LastPrice.Nanos : Worth(change.Child);
            BigInteger quantity = change.Transition.FilledQuantity;
            BigInteger told = change.Transition.NotionalChangeNanos;
            sum = BigInteger.Max(0, sum + (told != 0 ? told : quantity * (quantity < 0 ? BigInteger.Min(price, Worth(change.Child)) : price)));
        }

        return sum;
    }

    internal BigInteger PositionNotional(ChildOrder? extra = null) => Enumerable.Range(0, 2).Aggregate(BigInteger.Zero, (sum, i) => sum + Worst(i, extra));

    private IEnumerable<ChildOrder> Firm => Sent.Where(c => !c.IsConditional);

    private static BigInteger Worth(ChildOrder child) => child.Side == Side.Buy ? child.LimitPrice.Nanos : Math.Max(child.LimitPrice.Nanos, child.Bid.Nanos);

    private static long MarkOf(Price bid, Price ask, long price) => bid.Nanos > 0 && ask.Nanos > 0 ? bid.Nanos + ((ask.Nanos - bid.Nanos) / 2)
        : bid.Nanos > 0 ? bid.Nanos
        : ask.Nanos > 0 ? ask.Nanos
        : price;

    private static bool Equal(ChildOrder a, ChildOrder b) =>
        (a.ClientId, a.InstrumentId, a.Side, a.VenueId, a.LimitPrice, a.Quantity, a.Type) == (b.ClientId, b.InstrumentId, b.Side, b.VenueId, b.LimitPrice, b.Quantity, b.Type)
        && (a.IsConditional, a.FirmUpOf) == (b.IsConditional, b.FirmUpOf);

    private static bool Stands(ChildOrder c) => c.TimeInForce == TimeInForce.Day || c.FirmUpOf.Value != 0;

    private static string VenueName(ChildOrder child) => RiskDesk.World[child.VenueId].Name;

    private bool IsOn(ControlKind on, ControlKind off, Func<ControlInput, bool> which) =>
        Controls.LastOrDefault(c => (c.Kind == on || c.Kind == off) && which(c)) is { TimeNs: > 0 } last && last.Kind == on;

    private ControlInput? Last(ControlKind kind, Func<ControlInput, bool> which) =>
        Controls.LastOrDefault(c => c.Kind == kind && which(c)) is { TimeNs: > 0 } last ? last : null;

    private void FaultsOfWhat(ChildOrder child, Action<bool, RejectReason> fault)
    {
        ClientRiskLimits? client = Limits.Clients.SingleOrDefault(c => c.ClientId == child.ClientId);
        bool isKnown = child.ClientId == 0 || client is not null || Last(ControlKind.CreditSet, c => c.ClientId == child.ClientId) is not null;
        string symbol = RiskDesk.World[child.InstrumentId].Symbol;
        fault(IsOn(ControlKind.KillSwitchOn, ControlKind.KillSwitchOff, _ => true), RejectReason.KillSwitch);
        fault(IsOn(ControlKind.ClientKillOn, ControlKind.ClientKillOff, c => c.ClientId == child.ClientId), RejectReason.KillSwitch);
        fault(IsOn(ControlKind.VenueKillOn, ControlKind.VenueKillOff, c => c.VenueId == child.VenueId), RejectReason.KillSwitch);
        fault(IsOn(ControlKind.InstrumentKillOn, ControlKind.InstrumentKillOff, c => c.InstrumentId == child.InstrumentId), RejectReason.KillSwitch);
        fault(IsOn(ControlKind.VenueDisable, ControlKind.VenueEnable, c => c.VenueId == child.VenueId), RejectReason.VenueClosed);
        fault(IsOn(ControlKind.LinkDown, ControlKind.LinkUp, c => c.VenueId == child.VenueId), RejectReason.LinkDown);
        fault(Limits.IsClientListClosed && !isKnown, RejectReason.UnknownClient);
        fault(Limits.RestrictedSymbols.Contains(symbol), RejectReason.Restricted);
        fault(child.Side == Side.None, RejectReason.BadSide);
        fault(child.Quantity <= 0, RejectReason.BadQuantity);
        fault(child.Id.Value <= 0 || Sent.Any(s => s.Id.Value >= child.Id.Value), RejectReason.Duplicate);
        InstrumentRiskLimits? instrument = Limits.Instruments.SingleOrDefault(i => i.Symbol == symbol);
        VenueRiskLimits? venue = Limits.Venues.SingleOrDefault(v => v.Name == VenueName(child));
        long?[] sizes = [instrument?.OrderQuantityMax ?? Limits.OrderQuantityMax, venue?.OrderQuantityMax, client?.OrderQuantityMax];
        long?[] notionals = [instrument?.OrderNotionalMax ?? Limits.OrderNotionalMax, venue?.OrderNotionalMax, client?.OrderNotionalMax];
        fault(sizes.Any(s => child.Quantity > s), RejectReason.SizeLimit);
        fault(notionals.Any(n => n is { } most && child.Quantity * Worth(child) > (BigInteger)most * Unit), RejectReason.NotionalLimit);
    }

    private void FaultsOfPrice(ChildOrder child, RiskMarket market, Action<bool, RejectReason> fault)
    {
        long limit = child.LimitPrice.Nanos;
        bool isBuy = child.Side == Side.Buy;
        string symbol = RiskDesk.World[child.InstrumentId].Symbol;
        BigInteger bps = Limits.Instruments.SingleOrDefault(i => i.Symbol == symbol)?.PriceCollarBps ?? Limits.PriceCollarBps;
        fault(limit <= 0 || limit % 10_000_000 != 0 || child.Type == OrderType.Market, RejectReason.BadPrice);
        fault(isBuy ? !market.HasAsk : !market.HasBid, RejectReason.NoMarket);
        fault(isBuy && market.HasAsk && (BigInteger)limit * 10_000 > market.Ask.Nanos * (10_000 + bps), RejectReason.PriceCollar);
        fault(!isBuy && market.HasBid && (BigInteger)limit * 10_000 < market.Bid.Nanos * (10_000 - bps), RejectReason.PriceCollar);
        ControlInput band = Last(ControlKind.LimitBandSet, c => c.InstrumentId == child.InstrumentId) ?? default;
        fault(band.Value2 > 0 && (limit < band.Value || limit > band.Value2), RejectReason.LimitBand);
        bool isShort = child.Side == Side.Sell && child.ShortSale != ShortSale.None;
        fault(isShort && Limits.HardToBorrowSymbols.Contains(symbol) && !child.HasLocate, RejectReason.NoLocate);
        bool isRestricted = IsOn(ControlKind.ShortRestrictionOn, ControlKind.ShortRestrictionOff, c => c.InstrumentId == child.InstrumentId);
        bool isAbove = limit > market.Bid.Nanos || (child.Type == OrderType.MidpointPeg && market.HasAsk && market.Ask > market.Bid);
        fault(isShort && isRestricted && child.ShortSale == ShortSale.Short && !isAbove, RejectReason.ShortRestricted);
    }

    private void FaultsOfOthers(ChildOrder child, long nowNs, Action<bool, RejectReason> fault)
    {
        bool Meets(ChildOrder own) => own.BeneficialOwner == child.BeneficialOwner && own.VenueId == child.VenueId && own.InstrumentId == child.InstrumentId
            && own.Side != child.Side && !IsEnded(own)
            && (Stands(own) || Stands(child) || child.VenueId.Value == RiskDesk.Auction)
            && (child.Side == Side.Buy ? child.LimitPrice >= own.LimitPrice : child.LimitPrice <= own.LimitPrice);
        int Rate(Func<ChildOrder, bool> which) => Sent.Count(s => which(s) && nowNs - s.SendTimeNs < Limits.OrderRateWindowNs);
        fault(child.BeneficialOwner != 0 && !child.IsConditional && Firm.Any(Meets), RejectReason.SelfTrade);
        fault(Sent.Any(s => Equal(s, child) && nowNs - s.SendTimeNs < Limits.DuplicateWindowNs), RejectReason.DuplicateOrder);
        int? venue = Limits.Venues.SingleOrDefault(v => v.Name == VenueName(child))?.OrderRateMax ?? Limits.VenueOrderRateMax;
        int? client = Limits.Clients.SingleOrDefault(c => c.ClientId == child.ClientId)?.OrderRateMax ?? Limits.ClientOrderRateMax;
        fault(Rate(_ => true) >= Limits.OrderRateMax, RejectReason.RateLimit);
        fault(Rate(s => s.VenueId == child.VenueId) >= venue, RejectReason.RateLimit);
        fault(Rate(s => s.ClientId == child.ClientId) >= client, RejectReason.RateLimit);
    }

    private void FaultsOfMoney(ChildOrder child, Action<bool, RejectReason> fault)
    {
        if (child.IsConditional)
        {
            return;
        }

        int i = child.InstrumentId.Value;
        string symbol = RiskDesk.World[child.InstrumentId].Symbol;
        long positionMax = Limits.Instruments.SingleOrDefault(x => x.Symbol == symbol)?.PositionMax ?? Limits.PositionMax;
        BigInteger worst = child.Side == Side.Buy ? Position(i) + Open(i, Side.Buy) + child.Quantity : -Position(i) + Open(i, Side.Sell) + child.Quantity;
        fault(worst > positionMax, RejectReason.PositionLimit);
        BigInteger before = PositionNotional(child with { Quantity = 0 });
        BigInteger after = PositionNotional(child);
        fault(after > before && after > (BigInteger)(Limits.PositionNotionalMax ?? long.MaxValue) * Unit, RejectReason.PositionLimit);

        BigInteger notional = child.Quantity * Worth(child);
        bool IsHis(ChildOrder c) => c.ClientId == child.ClientId;
        long? openMax = Limits.Clients.SingleOrDefault(c => c.ClientId == child.ClientId)?.OpenNotionalMax;
        fault(OpenNotional(_ => true) + notional > (BigInteger)(Limits.OpenNotionalMax ?? long.MaxValue) * Unit, RejectReason.AggregateNotional);
        fault(OpenNotional(IsHis) + notional > (BigInteger)(openMax ?? long.MaxValue) * Unit, RejectReason.AggregateNotional);
        ControlInput? credit = child.ClientId == 0 ? null : Last(ControlKind.CreditSet, c => c.ClientId == child.ClientId);
        ControlInput? shard = Last(ControlKind.CreditSet, c => c.ClientId == 0);
        fault(credit is { } own && OpenNotional(IsHis) + Executed(IsHis) + notional > (BigInteger)own.Value * Unit, RejectReason.ClientCredit);
        fault(shard is { } all && OpenNotional(_ => true) + Executed(_ => true) + notional > (BigInteger)all.Value * Unit, RejectReason.ShardCredit);
    }

    private BigInteger Position(int instrument)
    {
        BigInteger position = 0;
        foreach (object item in _history)
        {
            if (item is ControlInput { Kind: ControlKind.PositionSet } set && set.InstrumentId.Value == instrument)
            {
                position = set.Value;
            }
            else if (item is Change change && change.Child.InstrumentId.Value == instrument)
            {
                position += change.Child.Side.Sign() * change.Transition.FilledQuantity;
            }
        }

        return position;
    }

    private BigInteger Open(int instrument, Side side) =>
        Firm.Where(c => c.InstrumentId.Value == instrument && c.Side == side).Aggregate(BigInteger.Zero, (sum, c) => sum + OpenOf(c));

    private BigInteger OpenOf(ChildOrder child) =>
        child.Quantity + _history.OfType<Change>().Where(c => c.Child.Id == child.Id).Aggregate(BigInteger.Zero, (sum, c) => sum + c.Transition.ReservedChange);

    private bool IsEnded(ChildOrder child) => _history.OfType<Change>().Any(c => c.Child.Id == child.Id && ChildOrderMachine.IsTerminal(c.Transition.To));

    private BigInteger Worst(int instrument, ChildOrder? extra)
    {
        ChildOrder? more = extra is { } e && e.InstrumentId.Value == instrument ? e : null;
        BigInteger ifBought = BigInteger.Abs(Position(instrument) + Open(instrument, Side.Buy) + (more is { Side: Side.Buy } b ? b.Quantity : 0));
        BigInteger ifSold = BigInteger.Abs(Position(instrument) - Open(instrument, Side.Sell) - (more is { Side: Side.Sell } s ? s.Quantity : 0));
        return BigInteger.Max(ifBought, ifSold) * (more is { } own ? MarkOf(own.Bid, own.Ask, own.LimitPrice.Nanos) : Mark(instrument));
    }

    private long Mark(int instrument)
    {
        long mark = 0;
        foreach (object item in _history)
        {
            long next = item switch
            {
                ChildOrder child when child.InstrumentId.Value == instrument => MarkOf(child.Bid, child.Ask, child.LimitPrice.Nanos),
                Change change when change.Child.InstrumentId.Value == instrument =>
                    MarkOf(change.Report.Bid, change.Report.Ask, change.Report.LastQuantity > 0 ? change.Report.LastPrice.Nanos : 0),
                ControlInput { Kind: ControlKind.PositionSet } set when set.InstrumentId.Value == instrument => set.Value2,
                _ => 0,
            };
            mark = next > 0 ? next : mark;
        }

        return mark;
    }

    private sealed record Change(ChildOrder Child, ChildTransition Transition, ExecutionReport Report);
}
