using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Reference;

namespace EdgeRouter.Core.Tests;

/// <summary>Values that reach disk or wire. The lists below must only ever grow.</summary>
[TestFixture]
public sealed class PersistedEnumTests
{
    [TestCase(typeof(Side), "None,Buy,Sell")]
    [TestCase(typeof(VenueKind), "Lit,Inverted,Midpoint,Auction")]
    [TestCase(typeof(TradingSession), "Closed,Pre,Regular,Post")]
    [TestCase(typeof(OrderType), "Market,Limit,MidpointPeg,PrimaryPeg,MarketPeg")]
    [TestCase(typeof(TimeInForce), "Day,ImmediateOrCancel,FillOrKill,GoodTillDate,GoodTillCancel,AtOpen,AtClose")]
    [TestCase(typeof(RouteAction), "Take,Midpoint,Post")]
    [TestCase(typeof(ParentOrderState), "PendingNew,Working,PendingCancel,PendingReplace,Filled,Cancelled,Rejected,Expired,Exhausted,Suspended")]
    [TestCase(typeof(ChildOrderState), "PendingNew,New,PartiallyFilled,PendingCancel,PendingReplace,Filled,Cancelled,Rejected,Expired,InDoubt,Replaced,DoneForDay,Suspended")]
    [TestCase(typeof(ExecutionType), "PendingNew,New,Trade,Cancelled,Rejected,Expired,PendingCancel,CancelRejected,Replaced,TradeCorrection,TradeBust,OrderStatus,DoneForDay,Suspended,Restated,FirmUpInvited")]
    [TestCase(typeof(LiquidityFlag), "None,Removed,Added,Midpoint,Auction")]
    [TestCase(typeof(RejectReason), "None,UnknownInstrument,BadQuantity,BadPrice,PriceCollar,SizeLimit,NotionalLimit,RateLimit,KillSwitch,Duplicate,NoMarket,Restricted,PositionLimit,VenueClosed,VenueRejected,UnknownOrder,CapacityExceeded,BadSide,Unsupported,VenueBusy,VenueUnsupported,VenueLockout,SelfTrade,ClientCredit,ShardCredit,AggregateNotional,NoLocate,ShortRestricted,LimitBand,TradeThrough,ProtectedStale,Halted,SessionClosed,StorageLost,DuplicateOrder,BadExpiry,BadInstructions,UnknownPolicy,TooLate,UnknownClient,BadMinimumQuantity,LinkDown")]
    [TestCase(typeof(ControlKind), "KillSwitchOn,KillSwitchOff,VenueDisable,VenueEnable,EndOfSession,SelfHelpDeclare,SelfHelpRevoke,ClientKillOn,ClientKillOff,VenueKillOn,VenueKillOff,InstrumentKillOn,InstrumentKillOff,LinkDown,LinkUp,CreditSet,LimitBandSet,ShortRestrictionOn,ShortRestrictionOff,StorageLost,StorageRestored,PositionSet,LinkJoined")]
    [TestCase(typeof(AlertKind), "FeedGap,RiskReject,ScorerFallback,OverFill,UnknownReport,CapacityExceeded,KillSwitch,ChildInDoubt,ContradictoryReport,LateFill,VenueBackOff,VenueDisabled,ConfigurationSwitched,ConfigurationRefused,StorageLost,StorageRestored,ScorerLate,ProtectionBlock,ControlRefused,LinkChanged,ParentRefused")]
    [TestCase(typeof(ShortSale), "None,Short,ShortExempt")]
    [TestCase(typeof(ConfigurationKind), "Setup,RiskLimits,ReferenceData,VenueStatistics,FillEstimates")]
    public void ShouldKeepEveryValue(Type type, string namesInOrder)
    {
        string[] names = namesInOrder.Split(',');
        Assert.That(Enum.GetValues(type), Has.Length.EqualTo(names.Length), $"{type.Name} has grown: write the new names down here");
        for (int i = 0; i < names.Length; i++)
        {
            Assert.That(Enum.GetName(type, Enum.ToObject(type, i)), Is.EqualTo(names[i]), $"{type.Name} value {i}");
        }
    }

    [TestCase(typeof(RouteActions), "Take,Midpoint,Post")]
    [TestCase(typeof(RoutingInstructions), "LitOnly,DarkOnly,PostOnly,Conditional")]
    [TestCase(typeof(InstrumentRestrictions), "ShortSaleRestricted,HardToBorrow,Untradable")]
    [TestCase(typeof(VenueCapabilities), "MinimumQuantity,Conditional,MidpointPeg,PrimaryPeg,ImmediateOrCancel,IntermarketSweep")]
    public void ShouldKeepEveryFlag(Type type, string namesInOrder)
    {
        string[] names = namesInOrder.Split(',');
        for (int i = 0; i < names.Length; i++)
        {
            Assert.That(Enum.GetName(type, Enum.ToObject(type, 1 << i)), Is.EqualTo(names[i]), $"{type.Name} bit {i}");
        }
    }
}
