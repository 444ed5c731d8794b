namespace EdgeRouter.Routing.Policies;

/// <summary>Splits a quantity over rows in round lots. What is less than a lot goes to the first row, once every whole lot has a place.</summary>
internal static class LotSplitter
{
    /// <summary>Fills the rows one after the other, each up to its capacity.</summary>
    /// <param name="quantity">Shares; 0 or more.</param>
    /// <param name="lot">Round lot; above 0.</param>
    /// <param name="capacities">Shares a row takes, best row first.</param>
    /// <param name="result">Out: shares for each row.</param>
    public static void FillInOrder(long quantity, long lot, ReadOnlySpan<long> capacities, Span<long> result)
    {
        long lots = quantity / lot;
        for (int i = 0; i < capacities.Length; i++)
        {
            long take = Math.Min(lots, capacities[i] / lot);
            result[i] = take * lot;
            lots -= take;
        }

        PlaceOdd(quantity % lot, lots, capacities.Length, result);
    }

    /// <summary>Shares the quantity in proportion to weights; lots that rounding leaves go to the first rows, one each and again.</summary>
    /// <param name="quantity">Shares; 0 or more.</param>
    /// <param name="lot">Round lot; above 0.</param>
    /// <param name="weights">One a row, 0 or more; all zero counts as equal.</param>
    /// <param name="capacities">Shares that a row takes; empty = no bound.</param>
    /// <param name="result">Out: shares for each row.</param>
    public static void Share(long quantity, long lot, ReadOnlySpan<long> weights, ReadOnlySpan<long> capacities, Span<long> result)
    {
        Int128 sum = 0;
        foreach (long weight in weights)
        {
            sum += weight;
        }

        long lots = quantity / lot;
        long left = lots;
        for (int i = 0; i < weights.Length; i++)
        {
            long ideal = sum > 0 ? Part(lots, weights[i], sum) : lots / weights.Length;
            long take = Math.Min(ideal, RoomOf(capacities, i, lot));
            result[i] = take * lot;
            left -= take;
        }

        left = PlaceRest(left, lot, capacities, result[..weights.Length]);
        PlaceOdd(quantity % lot, left, weights.Length, result);
    }

    // Same quotient either way; the narrow division is several times faster, and holds for all but absurd sizes.
    private static long Part(long lots, long weight, Int128 sum)
    {
        ulong high = Math.BigMul((ulong)lots, (ulong)weight, out ulong low);
        return high == 0 && sum <= long.MaxValue ? (long)(low / (ulong)sum) : (long)((Int128)lots * weight / sum);
    }

    // One lot each first, as rounding leaves fewer lots than rows; what bounds leave on top goes where there is room.
    private static long PlaceRest(long lots, long lot, ReadOnlySpan<long> capacities, Span<long> result)
    {
        for (int i = 0; i < result.Length && lots > 0; i++)
        {
            if (RoomOf(capacities, i, lot) > result[i] / lot)
            {
                result[i] += lot;
                lots--;
            }
        }

        for (int i = 0; i < result.Length && lots > 0; i++)
        {
            long room = Math.Min(lots, RoomOf(capacities, i, lot) - (result[i] / lot));
            result[i] += room * lot;
            lots -= room;
        }

        return lots;
    }

    private static long RoomOf(ReadOnlySpan<long> capacities, int index, long lot) => capacities.IsEmpty ? long.MaxValue / lot : capacities[index] / lot;

    private static void PlaceOdd(long odd, long lotsLeft, int rowCount, Span<long> result)
    {
        if (lotsLeft == 0 && rowCount > 0)
        {
            result[0] += odd;
        }
    }
}
