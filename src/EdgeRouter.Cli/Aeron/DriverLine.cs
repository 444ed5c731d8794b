using System.Globalization;
using System.Text.Json;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Time;
using EdgeRouter.Tools.Aeron.Views;

namespace EdgeRouter.Cli.Aeron;

/// <summary>What every look says of the driver first.</summary>
internal static class DriverLine
{
    /// <summary>Writes the line.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="view">The directory.</param>
    public static void Write(VerbContext context, DriverView view)
    {
        DriverFacts facts = Facts(context, view);
        string state = facts.IsAlive ? string.Create(CultureInfo.InvariantCulture, $"alive, heartbeat {facts.HeartbeatAgeMs} ms ago") : facts.HeartbeatMs < 0 ? "ended in order" : $"dead: last heartbeat {TimeOf(facts.HeartbeatMs)}";
        context.Reporter.Result($"{facts.Directory}: process {facts.ProcessId}, {state}, since {TimeOf(facts.StartMs)}, file {facts.CncVersion}{(facts.SoftwareVersion.Length > 0 ? $", software {facts.SoftwareVersion}" : string.Empty)}");
    }

    /// <summary>Writes the same as JSON.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="context">Time.</param>
    /// <param name="view">The directory.</param>
    public static void Write(Utf8JsonWriter json, VerbContext context, DriverView view)
    {
        DriverFacts facts = Facts(context, view);
        json.WriteStartObject("driver");
        json.WriteString("directory", facts.Directory);
        json.WriteNumber("processId", facts.ProcessId);
        json.WriteBoolean("isAlive", facts.IsAlive);
        json.WriteNumber("startMs", facts.StartMs);
        json.WriteNumber("heartbeatMs", facts.HeartbeatMs);
        json.WriteNumber("heartbeatAgeMs", facts.HeartbeatAgeMs);
        json.WriteString("cncVersion", facts.CncVersion);
        json.WriteString("softwareVersion", facts.SoftwareVersion);
        json.WriteEndObject();
    }

    /// <summary>A time as people write it.</summary>
    /// <param name="timeMs">ms since the epoch; others may have written nonsense.</param>
    public static string TimeOf(long timeMs) => timeMs is > 0 and < 7_258_118_400_000 ? UtcText.Of(timeMs * TimeUnits.Millisecond) : "–";

    private static DriverFacts Facts(VerbContext context, DriverView view) => view.Facts(context.Clock.NowNs / TimeUnits.Millisecond);
}
