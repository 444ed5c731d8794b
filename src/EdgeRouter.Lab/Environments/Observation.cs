using EdgeRouter.Core.Orders;

namespace EdgeRouter.Lab.Environments;

/// <summary>The state of a decision: the router's own feature rows. Views of reused memory, valid until the next step or reset.</summary>
public readonly ref struct Observation
{
    internal Observation(ReadOnlySpan<float> features, ReadOnlySpan<RowKey> rows, int featureCount, int venueCount, long remainingQuantity, long timeNs)
    {
        Features = features;
        Rows = rows;
        FeatureCount = featureCount;
        VenueCount = venueCount;
        RemainingQuantity = remainingQuantity;
        TimeNs = timeNs;
    }

    /// <summary>Row-major features in the order of the feature catalogue, in its units; NaN = missing.</summary>
    public ReadOnlySpan<float> Features { get; }

    /// <summary>Venue and action of each row, venue ascending, within it take, midpoint, post. Only permitted rows are there.</summary>
    public ReadOnlySpan<RowKey> Rows { get; }

    /// <summary>Features a row.</summary>
    public int FeatureCount { get; }

    /// <summary>Venues of the market: slots are venue × 3 + action.</summary>
    public int VenueCount { get; }

    /// <summary>Shares to route.</summary>
    public long RemainingQuantity { get; }

    /// <summary>Engine time, ns since the Unix epoch.</summary>
    public long TimeNs { get; }

    /// <summary>Slots of the fixed form.</summary>
    public int SlotCount => VenueCount * 3;

    /// <summary>Slot of a row in the fixed form: venue × 3 + action (take 0, midpoint 1, post 2).</summary>
    /// <param name="row">Row number.</param>
    public int SlotOf(int row) => (Rows[row].VenueId.Value * 3) + (int)Rows[row].Action;

    /// <summary>Writes the fixed form, the same shape at every decision of a market: absent rows are zeros and masked.</summary>
    /// <param name="features">Room for slots × features.</param>
    /// <param name="mask">Room for slots; true = the row may be acted on.</param>
    public void CopyFixed(Span<float> features, Span<bool> mask)
    {
        features[..(SlotCount * FeatureCount)].Clear();
        mask[..SlotCount].Clear();
        for (int row = 0; row < Rows.Length; row++)
        {
            int slot = SlotOf(row);
            mask[slot] = true;
            Features.Slice(row * FeatureCount, FeatureCount).CopyTo(features[(slot * FeatureCount)..]);
        }
    }
}
