using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.Risk;

/// <summary>Orders of one parent that passed and have not left yet, as the limits will count them. They share instrument, side, client and owner.</summary>
internal sealed class OrdersAhead
{
    private readonly int[] _venueCounts = new int[Universe.VenueCountMax];
    private readonly RecentOrder[] _keys;

    /// <summary>Creates an empty list.</summary>
    public OrdersAhead(int capacity) => _keys = new RecentOrder[capacity];

    /// <summary>Orders; all of them count for rates.</summary>
    public int Count { get; private set; }

    /// <summary>Firm orders.</summary>
    public int FirmCount { get; private set; }

    /// <summary>Shares of the firm ones.</summary>
    public long Quantity { get; private set; }

    /// <summary>Notional of the firm ones, nanos of currency.</summary>
    public Int128 NotionalNanos { get; private set; }

    /// <summary>Orders for a venue.</summary>
    public int CountAt(VenueId venueId) => _venueCounts[venueId.Value];

    /// <summary>Whether an equal order is among them.</summary>
    public bool HasEqual(in ChildOrder child) => Count > 0 && _keys.AsSpan(0, Count).Contains(new RecentOrder(child));

    /// <summary>Adds an order that passed.</summary>
    public void Add(in ChildOrder child, Int128 notionalNanos)
    {
        _keys[Count++] = new RecentOrder(child);
        _venueCounts[child.VenueId.Value]++;
        if (!child.IsConditional)
        {
            FirmCount++;
            Quantity += child.Quantity;
            NotionalNanos += notionalNanos;
        }
    }

    /// <summary>Forgets them.</summary>
    public void Clear()
    {
        foreach (ref readonly RecentOrder key in _keys.AsSpan(0, Count))
        {
            _venueCounts[key.VenueId] = 0;
        }

        (Count, FirmCount, Quantity, NotionalNanos) = (0, 0, 0, 0);
    }
}
