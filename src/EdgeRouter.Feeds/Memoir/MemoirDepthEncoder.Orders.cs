using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Feeds.Memoir.Wire;

namespace EdgeRouter.Feeds.Memoir;

/// <content>Orders and trades.</content>
public sealed partial class MemoirDepthEncoder
{
    /// <summary>Adds an OrderAdded message.</summary>
    /// <param name="added">The order.</param>
    /// <returns>False: the packet is full.</returns>
    public bool TryAdd(in OrderAdded added)
    {
        if (!OrderAddedEncoder.TryWrapWithHeader(Room(), out OrderAddedEncoder message))
        {
            return false;
        }

        message.TimestampTime = ToTime(added.EventTimeNs);
        message.SecurityID = ToSecurityId(added.SecurityId);
        message.OrderId = added.OrderId;
        message.Side = added.Side == Side.Buy ? SideType.Buy : SideType.Sell;
        message.Quantity = ToQuantity(added.Quantity);
        message.PriceMantissa = ToMicros(added.Price);
        return Commit(message.EncodedLength);
    }

    /// <summary>Adds an OrderDeleted message.</summary>
    /// <param name="deleted">The order.</param>
    /// <returns>False: the packet is full.</returns>
    public bool TryAdd(in OrderDeleted deleted)
    {
        if (!OrderDeletedEncoder.TryWrapWithHeader(Room(), out OrderDeletedEncoder message))
        {
            return false;
        }

        message.TimestampTime = ToTime(deleted.EventTimeNs);
        message.SecurityID = ToSecurityId(deleted.SecurityId);
        message.OrderId = deleted.OrderId;
        return Commit(message.EncodedLength);
    }

    /// <summary>Adds an OrderReduced message.</summary>
    /// <param name="reduced">The reduction.</param>
    /// <returns>False: the packet is full.</returns>
    public bool TryAdd(in OrderReduced reduced)
    {
        if (!OrderReducedEncoder.TryWrapWithHeader(Room(), out OrderReducedEncoder message))
        {
            return false;
        }

        message.TimestampTime = ToTime(reduced.EventTimeNs);
        message.SecurityID = ToSecurityId(reduced.SecurityId);
        message.OrderId = reduced.OrderId;
        message.Quantity = ToQuantity(reduced.Quantity);
        return Commit(message.EncodedLength);
    }

    /// <summary>Adds an OrderExecuted message.</summary>
    /// <param name="executed">The execution.</param>
    /// <returns>False: the packet is full.</returns>
    public bool TryAdd(in OrderExecuted executed)
    {
        if (!OrderExecutedEncoder.TryWrapWithHeader(Room(), out OrderExecutedEncoder message))
        {
            return false;
        }

        message.TimestampTime = ToTime(executed.EventTimeNs);
        message.SecurityID = ToSecurityId(executed.SecurityId);
        message.OrderId = executed.OrderId;
        message.TradeId = executed.TradeId;
        message.Quantity = ToQuantity(executed.Quantity);
        message.PriceMantissa = ToMicros(executed.Price);
        return Commit(message.EncodedLength);
    }

    /// <summary>Adds a Trade message: a trade against hidden liquidity. The aggressor and the report sequence do not go on this wire.</summary>
    /// <param name="trade">The trade.</param>
    /// <returns>False: the packet is full.</returns>
    public bool TryAdd(in TradePrint trade)
    {
        if (!TradeEncoder.TryWrapWithHeader(Room(), out TradeEncoder message))
        {
            return false;
        }

        message.TimestampTime = ToTime(trade.EventTimeNs);
        message.SecurityID = ToSecurityId(trade.SecurityId);
        message.TradeId = trade.TradeId;
        message.Quantity = ToQuantity(trade.Quantity);
        message.PriceMantissa = ToMicros(trade.Price);
        return Commit(message.EncodedLength);
    }

    /// <summary>Adds a BrokenTrade message.</summary>
    /// <param name="original">The trade that is void.</param>
    /// <returns>False: the packet is full.</returns>
    public bool TryAddBrokenTrade(in TradePrint original)
    {
        if (!BrokenTradeEncoder.TryWrapWithHeader(Room(), out BrokenTradeEncoder message))
        {
            return false;
        }

        message.TimestampTime = ToTime(original.EventTimeNs);
        message.SecurityID = ToSecurityId(original.SecurityId);
        message.TradeId = original.TradeId;
        message.OriginalQuantity = ToQuantity(original.Quantity);
        message.OriginalPriceMantissa = ToMicros(original.Price);
        return Commit(message.EncodedLength);
    }

    /// <summary>Adds a CorrectedTrade message.</summary>
    /// <param name="original">The trade as it was printed.</param>
    /// <param name="corrected">Quantity, price and time of the correction.</param>
    /// <returns>False: the packet is full.</returns>
    public bool TryAddCorrectedTrade(in TradePrint original, in TradePrint corrected)
    {
        if (!CorrectedTradeEncoder.TryWrapWithHeader(Room(), out CorrectedTradeEncoder message))
        {
            return false;
        }

        message.TimestampTime = ToTime(corrected.EventTimeNs);
        message.SecurityID = ToSecurityId(original.SecurityId);
        message.TradeId = original.TradeId;
        message.OriginalQuantity = ToQuantity(original.Quantity);
        message.OriginalPriceMantissa = ToMicros(original.Price);
        message.CorrectedQuantity = ToQuantity(corrected.Quantity);
        message.CorrectedPriceMantissa = ToMicros(corrected.Price);
        return Commit(message.EncodedLength);
    }
}
