using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Time;
using EdgeRouter.Lab.Environments;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Simulation.Inside;

namespace EdgeRouter.Lab.Reference;

/// <summary>The policies that the laboratory gives a shard beside the configured ones: <c>oracle-visible</c>, <c>oracle-clairvoyant</c>, the agent of the
/// learning environment, random actions, and the clairvoyant's own plans. No configuration can name them, and no order reaches them where they were not given.</summary>
internal sealed class GuestPolicies
{
    /// <summary><see cref="VisibleOracle"/>.</summary>
    public const byte Visible = PolicyIds.GuestMin;

    /// <summary><see cref="ClairvoyantPolicy"/>.</summary>
    public const byte Clairvoyant = PolicyIds.GuestMin + 1;

    /// <summary><see cref="AgentPolicy"/>.</summary>
    public const byte Agent = PolicyIds.GuestMin + 2;

    /// <summary><see cref="RandomActionPolicy"/>.</summary>
    public const byte RandomAction = PolicyIds.GuestMin + 3;

    /// <summary>The first of the clairvoyant's own plans.</summary>
    public const byte FirstPlan = PolicyIds.GuestMin + 4;

    private readonly ClairvoyantPolicy _clairvoyant;

    /// <summary>Makes them.</summary>
    /// <param name="inside">The market that oracles see.</param>
    /// <param name="universe">Instruments and venues.</param>
    /// <param name="options">How waterfalls are built; the seed of its exploration is that of random actions.</param>
    /// <param name="plans">The clairvoyant's plan for each parent.</param>
    /// <param name="hasPlans">Whether the clairvoyant's own plans are made.</param>
    public GuestPolicies(IMarketInside inside, Universe universe, PolicyOptions options, IReadOnlyDictionary<long, byte> plans, bool hasPlans)
    {
        _clairvoyant = new ClairvoyantPolicy(Clairvoyant, plans);
        WaterfallOptions waterfall = options.Waterfall;
        AgentPolicy = new AgentPolicy(Agent, waterfall);
        List<IRoutingPolicy> all =
        [
            new VisibleOracle(Visible, inside, universe, waterfall, OraclePlan.Default),
            _clairvoyant,
            AgentPolicy,
            new RandomActionPolicy(RandomAction, waterfall, options.Exploration.Seed),
        ];
        if (hasPlans || plans.Count > 0)
        {
            all.AddRange(Plans.Select((plan, index) => new VisibleOracle((byte)(FirstPlan + index), inside, universe, waterfall, plan)));
        }

        All = all;
    }

    /// <summary>The clairvoyant's own plans: start at once or later, in a hurry or not. Beside them it has every reference policy.</summary>
    public static IReadOnlyList<OraclePlan> Plans { get; } =
    [
        new(StartNs: 0, PatienceNs: 0),
        new(StartNs: 0, PatienceNs: 6 * TimeUnits.Second),
        new(StartNs: TimeUnits.Second / 2, PatienceNs: 0),
        new(StartNs: TimeUnits.Second, PatienceNs: TimeUnits.Second),
        new(StartNs: 2 * TimeUnits.Second, PatienceNs: TimeUnits.Second),
        new(StartNs: 4 * TimeUnits.Second, PatienceNs: 2 * TimeUnits.Second),
    ];

    /// <summary>All, in order of their ids.</summary>
    public IReadOnlyList<IRoutingPolicy> All { get; }

    /// <summary>The agent.</summary>
    public AgentPolicy AgentPolicy { get; }

    /// <summary>Tells the clairvoyant where its plans are.</summary>
    /// <param name="policies">The shard's.</param>
    public void Connect(PolicySet policies) => _clairvoyant.Connect(policies);
}
