namespace EdgeRouter.Scoring.Import;

/// <summary>Which boosting rounds of a file to use. XGBoost files hold all rounds, also those after the best one of an early-stopped training.</summary>
/// <remarks>A gblinear file holds its weights after the last round only, so a selection leaves it as it is, as in the library.</remarks>
public readonly record struct RoundSelection
{
    private RoundSelection(int count, bool best)
    {
        Count = count;
        IsBest = best;
    }

    /// <summary>All rounds in the file, as the library's own predict does.</summary>
    public static RoundSelection All => default;

    /// <summary>Up to and including the best round that early stopping recorded; all if it recorded none.</summary>
    public static RoundSelection Best => new(0, best: true);

    /// <summary>First rounds to use; 0 = all.</summary>
    public int Count { get; }

    /// <summary>Whether the file's best round decides.</summary>
    public bool IsBest { get; }

    /// <summary>The first <paramref name="count"/> rounds, or all if the file has fewer.</summary>
    /// <param name="count">1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public static RoundSelection First(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new RoundSelection(count, best: false);
    }
}
