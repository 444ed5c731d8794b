namespace EdgeRouter.Scoring.Ensembles;

/// <summary>How a count spreads over the trees of a model; all 0 without trees.</summary>
/// <param name="Smallest">Smallest.</param>
/// <param name="Median">The one in the middle, of an even number the lower of two.</param>
/// <param name="Largest">Largest.</param>
public readonly record struct Spread(int Smallest, int Median, int Largest)
{
    /// <summary>Sorts and picks.</summary>
    /// <param name="counts">In any order; not changed.</param>
    public static Spread Of(ReadOnlySpan<int> counts)
    {
        if (counts.IsEmpty)
        {
            return default;
        }

        int[] sorted = counts.ToArray();
        Array.Sort(sorted);
        return new Spread(sorted[0], sorted[(sorted.Length - 1) / 2], sorted[^1]);
    }
}
