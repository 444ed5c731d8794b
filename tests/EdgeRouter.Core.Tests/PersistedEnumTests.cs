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
    [TestCase(typeof(ControlKind), "KillSwitchOn,KillSwitchOff,VenueDisable,VenueEnable,EndOfSession,SelfHelpDeclare,SelfHelpRevoke,ClientKillOn,ClientKillOff,VenueKillOn,VenueKillOff,InstrumentKillOn,InstrumentKillOff,LinkDown,LinkUp,CreditSet,LimitBandSet,ShortRestrictionOn,ShortRestrictionOff,StorageLost,StorageRestored,PositionSet")]
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

    [TestCase(typeof(RouteActions), "None=0,Take=1,Midpoint=2,Aggressive=3,Post=4,All=7")]
    [TestCase(typeof(RoutingInstructions), "None=0,LitOnly=1,DarkOnly=2,PostOnly=4,Conditional=8")]
    [TestCase(typeof(InstrumentRestrictions), "ShortSaleRestricted=1,HardToBorrow=2,Untradable=4")]
    [TestCase(typeof(VenueCapabilities), "MinimumQuantity=1,Conditional=2,MidpointPeg=4,PrimaryPeg=8,ImmediateOrCancel=16,IntermarketSweep=32")]
    public void ShouldKeepEveryFlag(Type type, string namesAndValues)
    {
        foreach (string pair in namesAndValues.Split(','))
        {
            string[] parts = pair.Split('=');
            Assert.That(Convert.ToInt32(Enum.Parse(type, parts[0])), Is.EqualTo(int.Parse(parts[1])), $"{type.Name}.{parts[0]}");
        }
    }
}
