using System.Buffers.Binary;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Feedback.Store;

/// <summary>The packed rows of a stored decision: 48 bytes each, little-endian (<c>src/docs/STORE.md</c>).</summary>
public static class DecisionRows
{
    /// <summary>Bytes of a row.</summary>
    public const int RowBytes = 48;

    /// <summary>Writes one row.</summary>
    /// <param name="target">At least 48 bytes.</param>
    /// <param name="row">The row.</param>
    public static void Write(Span<byte> target, in ScoredRow row)
    {
        BinaryPrimitives.WriteInt64LittleEndian(target, row.FillRaw);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], row.CostRaw);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], row.CompletionRaw);
        BinaryPrimitives.WriteInt64LittleEndian(target[24..], row.ScoreMicroBps);
        BinaryPrimitives.WriteInt64LittleEndian(target[32..], row.CapacityQuantity);
        target[40] = row.VenueId.Value;
        target[41] = (byte)row.Action;
        target[42] = row.Chosen ? (byte)1 : (byte)0;
        target[43..RowBytes].Clear();
    }

    /// <summary>Reads one row of a stored decision.</summary>
    /// <param name="rows">The column <c>rows</c>.</param>
    /// <param name="index">0 to row count − 1.</param>
    public static ScoredRow Read(ReadOnlySpan<byte> rows, int index)
    {
        ReadOnlySpan<byte> row = rows.Slice(index * RowBytes, RowBytes);
        return new ScoredRow
        {
            FillRaw = BinaryPrimitives.ReadInt64LittleEndian(row),
            CostRaw = BinaryPrimitives.ReadInt64LittleEndian(row[8..]),
            CompletionRaw = BinaryPrimitives.ReadInt64LittleEndian(row[16..]),
            ScoreMicroBps = BinaryPrimitives.ReadInt64LittleEndian(row[24..]),
            CapacityQuantity = BinaryPrimitives.ReadInt64LittleEndian(row[32..]),
            VenueId = new VenueId(row[40]),
            Action = (RouteAction)row[41],
            Chosen = row[42] != 0,
        };
    }
}
