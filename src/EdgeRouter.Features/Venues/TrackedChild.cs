using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.State;

namespace EdgeRouter.Features.Venues;

/// <summary>What is remembered of a child order until it ends and its mark-outs are in.</summary>
internal struct TrackedChild
{
    public long Id;
    public long SendTimeNs;
    public long MidNanos; // 0 = there was none
    public long FirstFillNs;
    public long EndNs;
    public long Quantity; // above zero
    public long FilledQuantity; // 0 to Quantity
    public double MoveBps; // at the end, side-signed; NaN = unknown
    public int InstrumentIndex;
    public byte Venue;
    public RouteAction Action;
    public byte SizeBucket;
    public Side Side;
    public bool IsUsed;
    public bool IsAnswered;
    public bool IsEnded;
    public bool IsAccepted; // ended, and not by a reject
    public bool IsUndone; // it had fills, all were busted

    public readonly double FillRatio => (double)FilledQuantity / Quantity;

    /// <summary>A used child, with everything.</summary>
    public static TrackedChild Load(ref StateReader reader) => new()
    {
        Id = reader.ReadInt64(),
        SendTimeNs = reader.ReadInt64(),
        MidNanos = reader.ReadInt64(),
        FirstFillNs = reader.ReadInt64(),
        EndNs = reader.ReadInt64(),
        Quantity = reader.ReadInt64(),
        FilledQuantity = reader.ReadInt64(),
        MoveBps = reader.ReadDouble(),
        InstrumentIndex = reader.ReadInt32(),
        Venue = reader.ReadByte(),
        Action = (RouteAction)reader.ReadByte(),
        SizeBucket = reader.ReadByte(),
        Side = (Side)reader.ReadByte(),
        IsUsed = true,
        IsAnswered = reader.ReadBoolean(),
        IsEnded = reader.ReadBoolean(),
        IsAccepted = reader.ReadBoolean(),
        IsUndone = reader.ReadBoolean(),
    };

    /// <summary>Writes what <see cref="Load"/> reads.</summary>
    public readonly void Save(StateWriter writer)
    {
        writer.Write(Id);
        writer.Write(SendTimeNs);
        writer.Write(MidNanos);
        writer.Write(FirstFillNs);
        writer.Write(EndNs);
        writer.Write(Quantity);
        writer.Write(FilledQuantity);
        writer.Write(MoveBps);
        writer.Write(InstrumentIndex);
        writer.Write(Venue);
        writer.Write((byte)Action);
        writer.Write(SizeBucket);
        writer.Write((byte)Side);
        writer.Write(IsAnswered);
        writer.Write(IsEnded);
        writer.Write(IsAccepted);
        writer.Write(IsUndone);
    }
}
