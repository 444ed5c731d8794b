using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine;
using EdgeRouter.Features.Catalog;
using EdgeRouter.Feedback.Tca;
using EdgeRouter.Lab.Live;
using EdgeRouter.Lab.Reference;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Lab.Environments;

/// <summary>An environment for learning to route: the real engine in the simulated market. The state is the feature rows of a decision, the action what a policy
/// would answer, the reward minus the cost since the last step. The same episode and actions give the same states and rewards to the bit.</summary>
/// <remarks>One thread at a time. <see cref="Reset(Episode)"/> builds a market and a router; a step allocates nothing but the growth of tables in its first uses.
/// See <c>src/docs/ENVIRONMENT.md</c>.</remarks>
public sealed class RoutingEnvironment : IDisposable
{
    private const long ParentNumber = 1;

    private readonly EnvironmentOptions _options;
    private readonly RowKey[] _keys = new RowKey[RoutingContext.RowCountLimit];
    private LiveRun? _run;
    private string _symbol = string.Empty;
    private double _costBps;

    /// <summary>Creates an environment without an episode.</summary>
    /// <param name="options">What is the same for all episodes.</param>
    public RoutingEnvironment(EnvironmentOptions options) => _options = options;

    /// <summary>Whether there is no decision to act on.</summary>
    public bool IsDone => _run?.Question is null;

    /// <summary>Steps taken in this episode.</summary>
    public int StepCount { get; private set; }

    /// <summary>Sum of the rewards of this episode.</summary>
    public double TotalReward => -_costBps;

    /// <summary>How the parent ended; meaningful once <see cref="IsDone"/>.</summary>
    public ParentOutcome Outcome { get; private set; }

    /// <summary>The rows of the open decision.</summary>
    /// <exception cref="InvalidOperationException">No decision is open.</exception>
    public Observation State
    {
        get
        {
            DecisionRequest question = Question();
            ReadOnlySpan<RowQuote> rows = _run!.Engine.Facts.Context.Rows;
            for (int i = 0; i < rows.Length; i++)
            {
                _keys[i] = new RowKey(rows[i].VenueId, rows[i].Action);
            }

            return new Observation(
                question.Features,
                _keys.AsSpan(0, rows.Length),
                question.FeatureCount,
                _run.Market.Universe.Venues.Length,
                _run.Engine.Facts.Context.RemainingQuantity,
                _run.Engine.NowNs);
        }
    }

    /// <summary>Features a row, the same in every market.</summary>
    public static int FeatureCount => FeatureCatalog.Count;

    /// <summary>Begins an episode: market and router are built and run to the parent's first decision.</summary>
    /// <param name="episode">The episode.</param>
    /// <returns>Whether there is a decision to act on; false when the parent ended without one.</returns>
    /// <exception cref="EdgeRouterException">ER7120: a value of the episode is out of range; ER7053: a market parameter is.</exception>
    public bool Reset(Episode episode) => Reset(episode, GuestPolicies.Agent, null);

    /// <summary>One step by values: the waterfall is that of the policy <c>learned</c> with these as its action values.</summary>
    /// <param name="values">Expected cost of each row in bps of going on with it; lower is better. NaN = worst.</param>
    /// <exception cref="EdgeRouterException">ER7121: not one value a row.</exception>
    /// <exception cref="InvalidOperationException">No decision is open.</exception>
    public StepResult Step(ReadOnlySpan<double> values)
    {
        DecisionRequest question = Question();
        if (values.Length != question.RowCount)
        {
            throw EdgeRouterException.Usage("ER7121", $"an action of {values.Length} values was given for a state of {question.RowCount} rows: give one a row");
        }

        for (int i = 0; i < values.Length; i++)
        {
            question.CostRaw[i] = RawOf(values[i]);
        }

        _run!.Guests.AgentPolicy.AnswerByValue();
        return Go();
    }

    /// <summary>One step by choice: these rows get these shares at once. Empty: nothing is sent and the order waits, at first 10 ms.</summary>
    /// <param name="orders">Rows and shares.</param>
    /// <exception cref="EdgeRouterException">ER7122: a row is not there, stands twice, or has a negative quantity.</exception>
    /// <exception cref="InvalidOperationException">No decision is open.</exception>
    public StepResult Step(ReadOnlySpan<RowQuantity> orders)
    {
        CheckOrders(Question().RowCount, orders);
        _run!.Guests.AgentPolicy.AnswerByOrders(orders);
        return Go();
    }

    /// <inheritdoc/>
    public void Dispose() => _run?.Dispose();

    /// <summary>Begins an episode that a policy plays alone to its end where it needs no answers.</summary>
    internal bool Reset(Episode episode, byte policyId, IReadOnlyDictionary<long, byte>? plans, Func<LiveRunOptions, LiveRunOptions>? change = null)
    {
        episode.Validated();
        _run?.Dispose();
        _run = null;
        StepCount = 0;
        _costBps = 0;
        Outcome = default;
        var options = new LiveRunOptions
        {
            Market = EpisodeMarket.Of(episode.Market, episode.Regime, episode.Instrument, episode.WholeSeconds),
            Seed = episode.Seed,
            Day = episode.Day,
            Parents = [],
            Policies = _options.Policies,
            Plans = plans ?? new Dictionary<long, byte>(),
            AsksCaller = true,
        };
        long startNs = EpisodeMarket.StartNs(options.Market, episode.Day);
        options = options with { Parents = [new ScheduledParent(ParentOf(episode, policyId, startNs), episode.LimitRoomBps)] };
        _run = new LiveRun(change is null ? options : change(options));
        _symbol = options.Market.Instruments[0].Symbol;
        RunOn();
        return !IsDone;
    }

    private static ParentOrder ParentOf(Episode episode, byte policyId, long startNs) => episode.Parent with
    {
        Id = new ParentOrderId(ParentNumber),
        InstrumentId = new InstrumentId(0),
        PolicyId = policyId,
        ArrivalTimeNs = startNs + (long)(episode.WarmUpSeconds * TimeUnits.Second),
        HorizonNs = (long)(episode.HorizonSeconds * TimeUnits.Second),
    };

    private static long RawOf(double value)
    {
        const double RawMax = 1L << 52;
        return double.IsNaN(value) ? (long)RawMax : (long)Math.Round(Math.Clamp(value * DeterministicMath.PowerOfTwo(SmallShard.CostBits), -RawMax, RawMax));
    }

    private static void CheckOrders(int rowCount, ReadOnlySpan<RowQuantity> orders)
    {
        for (int i = 0; i < orders.Length; i++)
        {
            bool isGood = (uint)orders[i].Row < (uint)rowCount && orders[i].Quantity >= 0;
            for (int j = 0; j < i; j++)
            {
                isGood &= orders[j].Row != orders[i].Row;
            }

            if (!isGood)
            {
                throw EdgeRouterException.Usage("ER7122", $"row {orders[i].Row} of an action is not among the state's {rowCount} rows, stands twice, or has a negative quantity");
            }
        }
    }

    private DecisionRequest Question() => _run?.Question ?? throw new InvalidOperationException("no decision is open: reset the environment");

    private StepResult Go()
    {
        double before = _costBps;
        StepCount++;
        _run!.Answer(Engine.Scoring.By("agent"));
        RunOn();
        return new StepResult(before - _costBps, IsDone);
    }

    private void RunOn()
    {
        if (_run!.RunToQuestion())
        {
            _costBps = CostSoFarBps();
            return;
        }

        // A parent of an episode always ends: its horizon is a timer of the engine.
        Outcome = _run.Output.Outcomes[0];
        _costBps = Shortfall.TryCompute(Outcome, _symbol, _options.Costs, out Shortfall whole) ? whole.Bps : 0;
    }

    // The shortfall of what is filled, on the whole order: what is open is priced at the end.
    private double CostSoFarBps()
    {
        if (!_run!.Engine.State.Parents.TryFind(ParentNumber, out int slot))
        {
            return _costBps;
        }

        ref ParentOrderRecord parent = ref _run.Engine.State.Parents[slot];
        ParentOutcome filled = parent.ToOutcome(_run.Engine.NowNs, default, default) with { Quantity = parent.FilledQuantity };
        return Shortfall.TryCompute(filled, _symbol, _options.Costs, out Shortfall cost)
            ? cost.Bps * parent.FilledQuantity / parent.Order.Quantity
            : 0;
    }
}
