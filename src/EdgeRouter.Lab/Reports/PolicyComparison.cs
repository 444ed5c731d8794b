using EdgeRouter.Lab.Reference;
using EdgeRouter.Routing.Policies.Convex;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Worlds;

namespace EdgeRouter.Lab.Reports;

/// <summary>Plays policies on identical parents and reports what each cost (<c>src/docs/ENVIRONMENT.md</c>).</summary>
public static class PolicyComparison
{
    /// <summary>Instrument-days that a comparison plays: what progress counts.</summary>
    /// <param name="options">The comparison.</param>
    public static int SessionCount(ComparisonOptions options) =>
        options.Regimes.Count * options.SeedCount * MarketWorlds.Create(options.World).Instruments.Count;

    /// <summary>Runs a comparison.</summary>
    /// <param name="options">Validated here.</param>
    /// <param name="progress">Told how many instrument-days are done; may be called on any thread. null = nobody.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">As <see cref="ComparisonOptions.Validated"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ComparisonReport Run(ComparisonOptions options, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        options.Validated();
        MarketParameters world = MarketWorlds.Create(options.World);
        ConvexParameters convex = NeedsConvex(options) && options.TunesConvex ? ConvexTuning.Tune(options, world, options.Regimes[0]) : options.Policy.Convex;
        ComparisonOptions tuned = options with { Policy = options.Policy with { Convex = convex } };
        PlayedSession[] played = Play(tuned, world, progress ?? (_ => { }), cancellation);
        int perRegime = played.Length / options.Regimes.Count;
        RegimeReport[] regimes =
        [
            .. options.Regimes.Select((name, index) => RegimeReport.Compute(name, tuned, played.AsSpan(index * perRegime, perRegime).ToArray())),
        ];
        return new ComparisonReport(tuned, convex, regimes);
    }

    private static bool NeedsConvex(ComparisonOptions options) =>
        options.Policies.Contains("convex") || options.Policies.Contains(ReferenceNames.Clairvoyant);

    // Each session is a world of its own: which thread plays it, and when, changes nothing.
    private static PlayedSession[] Play(ComparisonOptions options, MarketParameters world, Action<int> progress, CancellationToken cancellation)
    {
        int instruments = world.Instruments.Count;
        int perRegime = options.SeedCount * instruments;
        var played = new PlayedSession[options.Regimes.Count * perRegime];
        int done = 0;
        var threads = new ParallelOptions { MaxDegreeOfParallelism = options.ThreadCount, CancellationToken = cancellation };
        Parallel.For(0, played.Length, threads, index =>
        {
            int inRegime = index % perRegime;
            var session = new ComparisonSession(options, world, options.Regimes[index / perRegime], inRegime / instruments, inRegime % instruments);
            played[index] = PlayedSession.Play(session, options, cancellation);
            progress(Interlocked.Increment(ref done));
        });
        return played;
    }
}
