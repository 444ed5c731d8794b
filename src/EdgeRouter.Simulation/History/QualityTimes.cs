using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.History;

/// <summary>When a midpoint venue is toxic, as the schedule has it.</summary>
internal readonly struct QualityTimes
{
    private readonly (long StartNs, long EndNs, QualityParameters Quality)[]? _changes;

    private QualityTimes((long, long, QualityParameters)[] changes) => _changes = changes;

    /// <summary>The changes of one venue.</summary>
    public static QualityTimes Of(MarketParameters market, int venue, long startNs) => new(
    [
        .. (market.Schedule ?? []).Where(e => e.Kind == ScheduleKind.QualityChange && e.Venue == market.Venues[venue].Name)
            .Select(e => (NewsBuilder.TimeOf(market, startNs, e.From), e.To < 1.0 ? NewsBuilder.TimeOf(market, startNs, e.To) : long.MaxValue, e.Quality!)),
    ]);

    /// <summary>Probability of toxic liquidity before a move at an instant.</summary>
    /// <param name="timeNs">Instant.</param>
    /// <param name="own">The venue's own.</param>
    public double ToxicProbability(long timeNs, double own)
    {
        foreach ((long start, long end, QualityParameters quality) in _changes ?? [])
        {
            own = timeNs >= start && timeNs < end ? quality.ToxicProbability ?? own : own;
        }

        return own;
    }

    /// <summary>Probability that a natural spell that begins at an instant takes place.</summary>
    /// <param name="timeNs">Instant.</param>
    public double NaturalProbability(long timeNs)
    {
        double probability = 1.0;
        foreach ((long start, long end, QualityParameters quality) in _changes ?? [])
        {
            probability = timeNs >= start && timeNs < end ? quality.NaturalProbability ?? probability : probability;
        }

        return probability;
    }
}
