using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Routing.Risk;

/// <summary>What makes two orders equal to the duplicate check: everything that a desk would enter, not the ids. A conditional order and the firm order that
/// answers for it are not equal, nor are firm orders for different conditional ones.</summary>
internal readonly record struct RecentOrder
{
    /// <summary>Takes the key out of an order.</summary>
    public RecentOrder(in ChildOrder child)
    {
        PriceNanos = child.LimitPrice.Nanos;
        Quantity = child.Quantity;
        FirmUpOf = child.FirmUpOf.Value;
        ClientId = child.ClientId;
        InstrumentId = child.InstrumentId.Value;
        VenueId = child.VenueId.Value;
        Side = child.Side;
        Type = child.Type;
        IsConditional = child.IsConditional;
    }

    public long PriceNanos { get; init; }

    public long Quantity { get; init; }

    public long FirmUpOf { get; init; }

    public int ClientId { get; init; }

    public int InstrumentId { get; init; }

    public byte VenueId { get; init; }

    public Side Side { get; init; }

    public OrderType Type { get; init; }

    public bool IsConditional { get; init; }

    /// <summary>A well-mixed function of the fields that differ most.</summary>
    public ulong Hash()
    {
        ulong who = ((ulong)(uint)ClientId << 32) | (uint)InstrumentId;
        ulong what = ((ulong)Quantity << 16) ^ ((ulong)VenueId << 8) ^ (ulong)Side ^ ((ulong)FirmUpOf << 40);
        return SplitMix64.Mix((ulong)PriceNanos ^ (who * 0x9E37_79B9_7F4A_7C15UL) ^ (what * 0xD6E8_FEB8_6659_FD93UL));
    }
}
