using System.CommandLine;
using System.Globalization;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Lab.Reference;
using EdgeRouter.Lab.Reports;

namespace EdgeRouter.Cli.Verbs;

/// <summary>The options of <c>simulate --compare</c>.</summary>
internal sealed class CompareOptionsReader
{
    private readonly Option<string?> _compare = new("--compare") { Description = $"compare policies on identical parents instead of writing a day: all, or some of {string.Join(", ", ReferencePolicies.Names.Concat(ReferencePolicies.ExtraNames))}", HelpName = "NAMES" };
    private readonly Option<int> _seeds = new("--seeds") { Description = "sessions of each instrument and regime, 2 to 10000", HelpName = "N", DefaultValueFactory = _ => new ComparisonOptions().SeedCount };
    private readonly Option<int> _parents = new("--parents") { Description = "parent orders of a session, 1 to 150", HelpName = "N", DefaultValueFactory = _ => new ComparisonOptions().ParentCount };
    private readonly Option<string?> _baseline = new("--baseline") { Description = "policy that the differences are against; default: static, or the first compared", HelpName = "NAME" };
    private readonly Option<int?> _threads = new("--threads") { Description = "threads, 1 to 256; the result does not depend on it; default: one a core", HelpName = "N" };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public CompareOptionsReader(Command command)
    {
        foreach (Option option in new Option[] { _compare, _seeds, _parents, _baseline, _threads })
        {
            command.Add(option);
        }
    }

    /// <summary>Whether policies are to be compared.</summary>
    /// <param name="context">The verb's context.</param>
    public bool IsAsked(VerbContext context) => context.Get(_compare) is not null;

    /// <summary>What is to be compared.</summary>
    /// <param name="context">The verb's context.</param>
    /// <param name="market">Names world, regimes and first seed.</param>
    /// <exception cref="EdgeRouterException">ER7070, ER7071, ER7123, ER7124: a name or number is none that there is.</exception>
    public ComparisonOptions Read(VerbContext context, MarketOptionsReader market)
    {
        IReadOnlyList<string> policies = ReferencePolicies.Parse(context.Get(_compare)!);
        return new ComparisonOptions
        {
            World = market.World(context),
            Regimes = market.Regimes(context),
            Policies = policies,
            Baseline = context.Get(_baseline) ?? (policies.Contains("static") ? "static" : policies[0]),
            Seed = market.Seed(context),
            SeedCount = context.Get(_seeds),
            ParentCount = context.Get(_parents),
            ThreadCount = context.Get(_threads) ?? System.Environment.ProcessorCount,
        }.Validated();
    }

    /// <summary>Refuses options that mean something in a comparison only.</summary>
    /// <param name="context">The verb's context.</param>
    /// <exception cref="EdgeRouterException">ER9099: one of them was given.</exception>
    public void RefuseElsewhere(VerbContext context)
    {
        foreach (Option option in new Option[] { _seeds, _parents, _baseline, _threads })
        {
            if (context.IsGiven(option))
            {
                throw EdgeRouterException.Usage("ER9099", string.Create(CultureInfo.InvariantCulture, $"{option.Name} means something with --compare only: leave it out, or compare"));
            }
        }
    }
}
