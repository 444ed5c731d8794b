using System.Globalization;
using System.Text.Json;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Lab;
using EdgeRouter.Routing.Objectives;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Protection;

namespace EdgeRouter.Cli.Days;

/// <summary>How a run routes, beside its policy.</summary>
internal sealed record RoutingOptions
{
    /// <summary>File of the risk limits; null = the built-in ones.</summary>
    public string? LimitsPath { get; init; }

    /// <summary>What is in that file.</summary>
    public ReadOnlyMemory<byte> Limits { get; init; }

    /// <summary>Time that the scores of a decision may take, ns; <see cref="long.MaxValue"/> = as long as it takes.</summary>
    public long DeadlineNs { get; init; } = long.MaxValue;

    /// <summary>Name of the order protection.</summary>
    public string ProtectionName { get; init; } = "on";

    /// <summary>Order protection.</summary>
    public ProtectionMode Protection { get; init; } = ProtectionMode.On;

    /// <summary>What decisions weigh.</summary>
    public ObjectiveWeights Objective { get; init; } = ObjectivePresets.All[0];

    /// <summary>Whether scores may be late.</summary>
    public bool HasDeadline => DeadlineNs != long.MaxValue;

    /// <summary>What the policies are made with.</summary>
    public PolicyOptions Policies => new() { Waterfall = new WaterfallOptions { Protection = new ProtectionOptions { Mode = Protection } } };

    /// <summary>The objective as the default profile.</summary>
    public ObjectiveProfiles Objectives => new() { Profiles = [Objective] };

    /// <summary>What is configured as the run begins.</summary>
    public IEnumerable<LabConfiguration> Configurations => LimitsPath is null ? [] : [new LabConfiguration(ConfigurationKind.RiskLimits, Limits, LimitsPath)];

    /// <summary>All of it in one line.</summary>
    public string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"protection {ProtectionName}, objective {Objective.Name}, {(HasDeadline ? $"score deadline {DeadlineNs / TimeUnits.Microsecond} µs" : "no score deadline")}, {(LimitsPath is null ? "built-in limits" : $"limits of {LimitsPath}")}");

    /// <summary>All of it as fields.</summary>
    /// <param name="json">Where to.</param>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteString("protection", ProtectionName);
        json.WriteString("objective", Objective.Name);
        json.WriteString("limits", LimitsPath);
        json.WritePropertyName("scoreDeadlineUs");
        if (HasDeadline)
        {
            json.WriteNumberValue(DeadlineNs / TimeUnits.Microsecond);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
