namespace EdgeRouter.Features.Market;

/// <summary>What one bucket, or one window, adds up. All integers, so that taking a bucket out again leaves exactly what was before.</summary>
public struct WindowSums
{
    /// <summary>Sum of squared midpoint changes, each in units of 1e-4 bps (1e-8 of the price).</summary>
    public long ReturnSquares;

    /// <summary>Trades.</summary>
    public long Trades;

    /// <summary>Shares traded.</summary>
    public long Volume;

    /// <summary>Shares bought minus shares sold by takers.</summary>
    public long SignedVolume;

    /// <summary>Venue book changes.</summary>
    public long Quotes;

    /// <summary>Adds a bucket.</summary>
    /// <param name="other">The bucket.</param>
    public void Add(in WindowSums other)
    {
        ReturnSquares += other.ReturnSquares;
        Trades += other.Trades;
        Volume += other.Volume;
        SignedVolume += other.SignedVolume;
        Quotes += other.Quotes;
    }

    /// <summary>Takes a bucket out.</summary>
    /// <param name="other">The bucket.</param>
    public void Subtract(in WindowSums other)
    {
        ReturnSquares -= other.ReturnSquares;
        Trades -= other.Trades;
        Volume -= other.Volume;
        SignedVolume -= other.SignedVolume;
        Quotes -= other.Quotes;
    }
}
