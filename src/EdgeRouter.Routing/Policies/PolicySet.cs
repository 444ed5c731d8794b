using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.State;
using EdgeRouter.Routing.Policies.Convex;
using EdgeRouter.Routing.Policies.Dark;

namespace EdgeRouter.Routing.Policies;

/// <summary>All policies of a shard, one instance each, and what they remember: estimates of hidden volume and what exploration cost. The memory changes only
/// by orders that ended. Allocates nothing after construction.</summary>
public sealed class PolicySet : IStatePart
{
    private const uint Tag = 0x504F_4C31; // POL1

    private readonly IRoutingPolicy[] _policies;
    private readonly IRoutingPolicy[] _guests;

    /// <summary>Makes the policies.</summary>
    /// <param name="defaultPolicy">Name of the one that decides where an order names none; see <see cref="PolicyIds.Names"/>.</param>
    /// <param name="universe">Instruments and venues.</param>
    /// <param name="options">Validated here.</param>
    /// <param name="guests">Policies that no configuration can name, with the ids <see cref="PolicyIds.GuestMin"/>, + 1, … in order; an order chooses one by its
    /// id. A live router has none.</param>
    /// <exception cref="EdgeRouterException">ER1111: no such policy. ER1113: <c>random</c> by default, and exploration over it. ER1112, ER1113, ER1146, ER1147:
    /// an option is out of range. ER1160: a guest's id is not that of its place.</exception>
    public PolicySet(string defaultPolicy, Universe universe, PolicyOptions options, IReadOnlyList<IRoutingPolicy>? guests = null)
    {
        _guests = ValidGuests(guests ?? []);
        options.Validate();
        int index = IndexOf(defaultPolicy);
        if (index == PolicyIds.Random - 1 && options.Exploration.Rate > 0.0)
        {
            throw EdgeRouterException.Usage("ER1113", "policy 'random' explores already: set the exploration rate to 0");
        }

        HiddenVolume = new HiddenVolume(universe, options.DarkExplore);
        Budget = new ExplorationBudget(options.Exploration.CostLimit);
        Fallback = new StaticPolicy(universe, options.Waterfall);
        var random = new RandomPolicy(options.Waterfall, options.Exploration.Seed);
        IRoutingPolicy[] plain =
        [
            Fallback,
            new BestPricePolicy(options.Waterfall),
            new RankAndFillPolicy(options.Waterfall),
            new TopNSplitPolicy(options.Waterfall),
            random,
            new ConvexPolicy(options.Waterfall, options.Convex),
            new DarkExplorePolicy(universe, options.Waterfall, options.DarkExplore, HiddenVolume),
            new LearnedPolicy(options.Waterfall),
            new ProportionalPolicy(options.Waterfall),
        ];
        bool explores = options.Exploration.Rate > 0.0;
        _policies = [.. plain.Select(p => explores && p != random ? new ExploringPolicy(p, options.Exploration, options.Waterfall, Budget) : p)];
        Default = _policies[index];
    }

    /// <summary>Decides where an order names no policy.</summary>
    public IRoutingPolicy Default { get; }

    /// <summary>Decides where scores are needed and none came: the static order, without exploration.</summary>
    public IRoutingPolicy Fallback { get; }

    /// <summary>What exploration cost.</summary>
    public ExplorationBudget Budget { get; }

    /// <summary>What is known of hidden volume; saved and loaded over days by itself, too.</summary>
    public HiddenVolume HiddenVolume { get; }

    /// <summary>The policy of an id.</summary>
    /// <param name="policyId">As an order names it; 0 = the default.</param>
    /// <param name="policy">Out: the policy; the default where there is none of that id.</param>
    /// <returns>False where there is none.</returns>
    public bool TryGet(byte policyId, out IRoutingPolicy policy)
    {
        if (policyId >= PolicyIds.GuestMin && policyId - PolicyIds.GuestMin < _guests.Length)
        {
            policy = _guests[policyId - PolicyIds.GuestMin];
            return true;
        }

        bool isKnown = policyId <= _policies.Length;
        policy = isKnown && policyId > 0 ? _policies[policyId - 1] : Default;
        return isKnown;
    }

    /// <summary>Learns from a child order that ended.</summary>
    /// <param name="order">As it was sent.</param>
    /// <param name="filledQuantity">Shares it executed.</param>
    /// <param name="wasRejected">Whether the venue refused it.</param>
    public void OnChildEnded(in ChildOrder order, long filledQuantity, bool wasRejected) =>
        HiddenVolume.OnChildEnded(order, filledQuantity, wasRejected);

    /// <summary>Counts what a parent that ended cost.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="hasExplored">Whether exploration chose any first step of it.</param>
    public void OnParentEnded(in ParentOutcome outcome, bool hasExplored) => Budget.OnParentEnded(outcome, hasExplored);

    /// <summary>Whether chance may choose for a parent, for decisions whose record was lost: it may say yes where a decision did not explore after all.</summary>
    /// <param name="order">The parent.</param>
    public bool MayExplore(in ParentOrder order)
    {
        _ = TryGet(order.PolicyId, out IRoutingPolicy policy);
        return policy.Id == PolicyIds.Random || (policy is ExploringPolicy exploring && exploring.Explores(order));
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        writer.Begin(Tag);
        Budget.Save(writer);
        HiddenVolume.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(ref StateReader reader)
    {
        reader.Expect(Tag);
        Budget.Load(ref reader);
        HiddenVolume.Load(ref reader);
    }

    private static IRoutingPolicy[] ValidGuests(IReadOnlyList<IRoutingPolicy> guests)
    {
        for (int i = 0; i < guests.Count; i++)
        {
            if (guests[i].Id != PolicyIds.GuestMin + i)
            {
                throw EdgeRouterException.Usage("ER1160", $"guest policy '{guests[i].Name}' has id {guests[i].Id}: its place asks for {PolicyIds.GuestMin + i}");
            }
        }

        return [.. guests];
    }

    private static int IndexOf(string name)
    {
        for (int i = 0; i < PolicyIds.Names.Count; i++)
        {
            if (PolicyIds.Names[i] == name)
            {
                return i;
            }
        }

        throw EdgeRouterException.Usage("ER1111", $"no policy is called '{name}': take one of {string.Join(", ", PolicyIds.Names)}");
    }
}
