namespace EdgeRouter.Simulation.Calibration.Facts;

/// <summary>The law of a quantity that holds for spans of time: every value weighs as long as it stood.</summary>
internal sealed class TimeWeightedLaw
{
    private readonly SortedDictionary<double, double> _weights = [];
    private double _total;

    /// <summary>Mean; 0 where nothing was added.</summary>
    public double Mean => _total == 0.0 ? 0.0 : _weights.Sum(pair => pair.Key * pair.Value) / _total;

    /// <summary>Values in order, each with its share of time.</summary>
    public IEnumerable<(double Value, double Share)> Shares => _weights.Select(pair => (pair.Key, pair.Value / _total));

    /// <summary>The value stood for this long.</summary>
    public void Add(double value, double weight)
    {
        if (weight > 0.0)
        {
            _weights[value] = _weights.GetValueOrDefault(value) + weight;
            _total += weight;
        }
    }

    /// <summary>Share of time at or below a value.</summary>
    public double ShareAtMost(double value) => _total == 0.0 ? 0.0 : _weights.TakeWhile(pair => pair.Key <= value).Sum(pair => pair.Value) / _total;

    /// <summary>The least value that holds or is undercut for a share <paramref name="p"/> of the time.</summary>
    public double Quantile(double p)
    {
        double reached = 0.0;
        foreach ((double value, double weight) in _weights)
        {
            reached += weight;
            if (reached >= p * _total)
            {
                return value;
            }
        }

        return 0.0;
    }
}
