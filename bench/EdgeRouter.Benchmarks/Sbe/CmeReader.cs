using EdgeRouter.Feeds.Cme.Wire;

namespace EdgeRouter.Benchmarks.Sbe;

/// <summary>Every field of the CME messages that the capture holds, by generated code.</summary>
internal static class CmeReader
{
    /// <summary>Adds up one message; throws for a message that is not whole or that the capture is known not to hold.</summary>
    public static long Sum(ReadOnlySpan<byte> message)
    {
        if (!SchemaInfo.TryReadHeader(message, out int blockLength, out int templateId, out int _, out int version))
        {
            throw NotWhole(0);
        }

        ReadOnlySpan<byte> body = message[SchemaInfo.HeaderLength..];
        return templateId switch
        {
            MDIncrementalRefreshBook32Decoder.TemplateId => Book(body, blockLength, version),
            MDIncrementalRefreshSessionStatistics35Decoder.TemplateId => Statistics(body, blockLength, version),
            MDIncrementalRefreshTradeSummary42Decoder.TemplateId => Trades(body, blockLength, version),
            MDIncrementalRefreshVolume37Decoder.TemplateId => Volume(body, blockLength, version),
            SecurityStatus30Decoder.TemplateId => Status(body, blockLength, version),
            AdminHeartbeat12Decoder.TemplateId => 0,
            _ => throw NotWhole(templateId),
        };
    }

    /// <summary>Adds up a book refresh.</summary>
    public static long Book(ReadOnlySpan<byte> body, int blockLength, int version)
    {
        if (!MDIncrementalRefreshBook32Decoder.TryWrap(body, blockLength, version, out MDIncrementalRefreshBook32Decoder message))
        {
            throw NotWhole(MDIncrementalRefreshBook32Decoder.TemplateId);
        }

        long sum = (long)message.TransactTime + (long)message.MatchEventIndicator;
        foreach (MDIncrementalRefreshBook32Decoder.NoMDEntriesEntry entry in message.NoMDEntries)
        {
            sum += entry.MDEntryPxMantissa + entry.MDEntrySize + entry.SecurityID + entry.RptSeq + entry.NumberOfOrders + entry.MDPriceLevel
                + (long)entry.MDUpdateAction + (long)entry.MDEntryType;
        }

        foreach (MDIncrementalRefreshBook32Decoder.NoOrderIDEntriesEntry order in message.NoOrderIDEntries)
        {
            sum += (long)order.OrderID + (long)order.MDOrderPriority + order.MDDisplayQty + order.ReferenceID + (long)order.OrderUpdateAction;
        }

        return sum;
    }

    private static long Statistics(ReadOnlySpan<byte> body, int blockLength, int version)
    {
        if (!MDIncrementalRefreshSessionStatistics35Decoder.TryWrap(body, blockLength, version, out MDIncrementalRefreshSessionStatistics35Decoder message))
        {
            throw NotWhole(MDIncrementalRefreshSessionStatistics35Decoder.TemplateId);
        }

        long sum = (long)message.TransactTime + (long)message.MatchEventIndicator;
        foreach (MDIncrementalRefreshSessionStatistics35Decoder.NoMDEntriesEntry entry in message.NoMDEntries)
        {
            sum += entry.MDEntryPxMantissa + entry.SecurityID + entry.RptSeq + (long)entry.OpenCloseSettlFlag + (long)entry.MDUpdateAction
                + (long)entry.MDEntryType + entry.MDEntrySize;
        }

        return sum;
    }

    private static long Trades(ReadOnlySpan<byte> body, int blockLength, int version)
    {
        if (!MDIncrementalRefreshTradeSummary42Decoder.TryWrap(body, blockLength, version, out MDIncrementalRefreshTradeSummary42Decoder message))
        {
            throw NotWhole(MDIncrementalRefreshTradeSummary42Decoder.TemplateId);
        }

        long sum = (long)message.TransactTime + (long)message.MatchEventIndicator;
        foreach (MDIncrementalRefreshTradeSummary42Decoder.NoMDEntriesEntry entry in message.NoMDEntries)
        {
            sum += entry.MDEntryPxMantissa + entry.MDEntrySize + entry.SecurityID + entry.RptSeq + entry.NumberOfOrders + (long)entry.AggressorSide
                + (long)entry.MDUpdateAction + entry.MDTradeEntryID;
        }

        foreach (MDIncrementalRefreshTradeSummary42Decoder.NoOrderIDEntriesEntry order in message.NoOrderIDEntries)
        {
            sum += (long)order.OrderID + order.LastQty;
        }

        return sum;
    }

    private static long Volume(ReadOnlySpan<byte> body, int blockLength, int version)
    {
        if (!MDIncrementalRefreshVolume37Decoder.TryWrap(body, blockLength, version, out MDIncrementalRefreshVolume37Decoder message))
        {
            throw NotWhole(MDIncrementalRefreshVolume37Decoder.TemplateId);
        }

        long sum = (long)message.TransactTime + (long)message.MatchEventIndicator;
        foreach (MDIncrementalRefreshVolume37Decoder.NoMDEntriesEntry entry in message.NoMDEntries)
        {
            sum += entry.MDEntrySize + entry.SecurityID + entry.RptSeq + (long)entry.MDUpdateAction;
        }

        return sum;
    }

    private static long Status(ReadOnlySpan<byte> body, int blockLength, int version)
    {
        if (!SecurityStatus30Decoder.TryWrap(body, blockLength, version, out SecurityStatus30Decoder message))
        {
            throw NotWhole(SecurityStatus30Decoder.TemplateId);
        }

        return (long)message.TransactTime + SumVisitor.Text(message.SecurityGroup) + SumVisitor.Text(message.Asset) + message.SecurityID
            + message.TradeDate + (long)message.MatchEventIndicator + (long)message.SecurityTradingStatus + (long)message.HaltReason
            + (long)message.SecurityTradingEvent;
    }

    private static InvalidOperationException NotWhole(int templateId) => new($"a message of template {templateId} is not whole, or not expected here");
}
