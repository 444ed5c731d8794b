using EdgeRouter.Feeds.Cme.Wire;

namespace EdgeRouter.Benchmarks.Sbe;

/// <summary>Writes CME price-level updates.</summary>
internal static class CmeBook
{
    /// <summary>Writes one with entries that follow from a number.</summary>
    public static byte[] Write(int number, int entryCount)
    {
        byte[] buffer = new byte[SchemaInfo.HeaderLength + MDIncrementalRefreshBook32Encoder.BlockLength + 11 + (entryCount * MDIncrementalRefreshBook32Encoder.NoMDEntriesEncoder.BlockLength)];
        MDIncrementalRefreshBook32Encoder.TryWrapWithHeader(buffer, out MDIncrementalRefreshBook32Encoder refresh);
        refresh.TransactTime = 1_474_934_400_000_000_000UL + (ulong)number;
        refresh.MatchEventIndicator = MatchEventIndicator.EndOfEvent;
        MDIncrementalRefreshBook32Encoder.NoMDEntriesEncoder entry = refresh.BeginNoMDEntries(entryCount);
        for (int i = 0; i < entryCount; i++)
        {
            entry.Next();
            entry.MDEntryPxMantissa = 13_000_000 - (number * 500) - i;
            entry.MDEntrySize = 1 + (number % 97);
            entry.SecurityID = 1_000 + (number % 39);
            entry.RptSeq = (uint)(number + i);
            entry.NumberOfOrders = 1 + (number % 7);
            entry.MDPriceLevel = (byte)(1 + i);
            entry.MDUpdateAction = MDUpdateAction.Change;
            entry.MDEntryType = (number & 1) == 0 ? MDEntryTypeBook.Bid : MDEntryTypeBook.Offer;
        }

        refresh.BeginNoOrderIDEntries(0);
        return buffer;
    }
}
