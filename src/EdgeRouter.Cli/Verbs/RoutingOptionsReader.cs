using System.CommandLine;
using System.Globalization;
using EdgeRouter.Cli.Configuration;
using EdgeRouter.Cli.Days;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;
using EdgeRouter.Routing.Protection;

namespace EdgeRouter.Cli.Verbs;

/// <summary>The options that say how a run routes: an option, else the setting of the same meaning.</summary>
internal sealed class RoutingOptionsReader
{
    private const long DeadlineMaxUs = 1_000_000;

    private static readonly IReadOnlyDictionary<string, ProtectionMode> Modes = new Dictionary<string, ProtectionMode>(StringComparer.Ordinal)
    {
        ["on"] = ProtectionMode.On,
        ["best-execution"] = ProtectionMode.BestExecutionOnly,
        ["off"] = ProtectionMode.Off,
    };

    private readonly Option<string?> _limits = new("--limits") { Description = "risk limits as JSON; default: the built-in ones", HelpName = "FILE" };
    private readonly Option<long?> _deadline = new("--score-deadline-us") { Description = "time that the scores of a decision may take, µs; later ones are thrown away and the static waterfall decides; default: none", HelpName = "N" };
    private readonly Option<string?> _protection = new("--protection") { Description = "order protection: on (default), best-execution or off", HelpName = "NAME" };
    private readonly Option<string?> _objective = new("--objective") { Description = "what decisions weigh: cost (default), balanced, speed or stealth", HelpName = "NAME" };

    /// <summary>The options, to be added to a verb.</summary>
    public IReadOnlyList<Option> All => [_limits, _deadline, _protection, _objective];

    /// <summary>What was asked for.</summary>
    /// <param name="context">The verb's context.</param>
    /// <exception cref="EdgeRouterException">ER9081: the deadline; ER9082: no such protection or objective; ER9003: a setting.</exception>
    public RoutingOptions Read(VerbContext context)
    {
        string limits = context.Get(_limits) ?? context.Settings.Text(KnownSettings.RiskLimits);
        string protection = context.Get(_protection) ?? context.Settings.Text(KnownSettings.Protection);
        string objective = context.Get(_objective) ?? context.Settings.Text(KnownSettings.Objective);
        return new RoutingOptions
        {
            LimitsPath = limits.Length > 0 ? limits : null,
            Limits = limits.Length > 0 ? File.ReadAllBytes(limits) : [],
            DeadlineNs = DeadlineNs(context),
            ProtectionName = protection,
            Protection = Modes.TryGetValue(protection, out ProtectionMode mode) ? mode : throw Unknown(_protection, protection, Modes.Keys),
            Objective = ObjectivePresets.Find(objective) ?? throw Unknown(_objective, objective, ObjectivePresets.All.Select(o => o.Name)),
        };
    }

    private long DeadlineNs(VerbContext context)
    {
        if (context.Get(_deadline) is { } given)
        {
            return given is >= 1 and <= DeadlineMaxUs
                ? given * TimeUnits.Microsecond
                : throw EdgeRouterException.Usage("ER9081", string.Create(CultureInfo.InvariantCulture, $"{_deadline.Name} {given} is outside 1 to {DeadlineMaxUs} µs"));
        }

        long set = context.Settings.Integer(KnownSettings.ScoreDeadlineUs, 0, DeadlineMaxUs);
        return set == 0 ? long.MaxValue : set * TimeUnits.Microsecond;
    }

    private static EdgeRouterException Unknown(Option option, string value, IEnumerable<string> names) =>
        EdgeRouterException.Usage("ER9082", $"{option.Name} {value} is none of {string.Join(", ", names)}");
}
