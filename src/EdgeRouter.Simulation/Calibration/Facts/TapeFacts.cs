namespace EdgeRouter.Simulation.Calibration.Facts;

/// <summary>All facts of one tape, or the means of several.</summary>
internal sealed record TapeFacts
{
    /// <summary>Figures by <see cref="FactKey"/>.</summary>
    public required IReadOnlyDictionary<string, double> Values { get; init; }

    /// <summary>Functions by <see cref="FactKey"/>.</summary>
    public required IReadOnlyDictionary<string, FactCurve> Curves { get; init; }

    /// <summary>Shares of the exchanges' volume, by venue.</summary>
    public required IReadOnlyDictionary<string, double> VenueShares { get; init; }

    /// <summary>Means over days; curves must have the same points.</summary>
    public static TapeFacts MeanOf(IReadOnlyList<TapeFacts> days) => days.Count == 1 ? days[0] : new TapeFacts
    {
        Values = days[0].Values.Keys.ToDictionary(key => key, key => days.Average(day => day.Values[key]), StringComparer.Ordinal),
        Curves = days[0].Curves.ToDictionary(
            pair => pair.Key,
            pair => new FactCurve(pair.Value.X, [.. pair.Value.Y.Select((_, i) => days.Average(day => day.Curves[pair.Key].Y[i]))]),
            StringComparer.Ordinal),
        VenueShares = days.SelectMany(day => day.VenueShares.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ToDictionary(venue => venue, venue => days.Average(day => day.VenueShares.GetValueOrDefault(venue)), StringComparer.Ordinal),
    };

    /// <summary>Half the sum of absolute differences of venue shares: the volume that would have to change venues.</summary>
    public double VenueDistance(TapeFacts other) => 0.5 * VenueShares.Keys.Union(other.VenueShares.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
        .Sum(venue => Math.Abs(VenueShares.GetValueOrDefault(venue) - other.VenueShares.GetValueOrDefault(venue)));
}
