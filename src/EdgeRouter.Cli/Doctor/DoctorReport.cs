using System.Text.Json;
using EdgeRouter.Cli.Hosting;

namespace EdgeRouter.Cli.Doctor;

/// <summary>Shows the checks and the settings in force.</summary>
internal static class DoctorReport
{
    /// <summary>For machines.</summary>
    /// <param name="context">The run.</param>
    /// <param name="schemaVersion">Version of this output.</param>
    /// <param name="isFine">Whether nothing failed.</param>
    /// <param name="checks">The checks.</param>
    public static void WriteJson(VerbContext context, int schemaVersion, bool isFine, IReadOnlyList<MachineCheck> checks) =>
        context.Reporter.ResultJson(schemaVersion, json =>
        {
            json.WriteString("version", ProductVersion.Number);
            json.WriteString("commit", ProductVersion.Commit);
            json.WriteBoolean("ok", isFine);
            json.WriteStartArray("checks");
            foreach (MachineCheck check in checks)
            {
                WriteCheck(json, check);
            }

            json.WriteEndArray();
            json.WriteStartObject("settings");
            foreach ((string name, string shown, _) in context.Settings.Effective)
            {
                json.WriteString(name, shown);
            }

            json.WriteEndObject();
        });

    /// <summary>For people.</summary>
    /// <param name="context">The run.</param>
    /// <param name="checks">The checks.</param>
    public static void WriteTables(VerbContext context, IReadOnlyList<MachineCheck> checks)
    {
        context.Reporter.ResultTable(
            $"edgerouter {ProductVersion.Number} (commit {ProductVersion.Commit})",
            ["check", "outcome", "found", "what to do"],
            checks.Select(check => (string[])[check.Name, Word(check.Outcome), check.Detail, check.Advice]));
        context.Reporter.ResultTable(
            string.Empty,
            ["setting", "value", "from"],
            context.Settings.Effective.Select(setting => (string[])[setting.Name, setting.Shown, setting.Origin]));
    }

    private static void WriteCheck(Utf8JsonWriter json, MachineCheck check)
    {
        json.WriteStartObject();
        json.WriteString("name", check.Name);
        json.WriteString("outcome", Word(check.Outcome));
        json.WriteString("detail", check.Detail);
        json.WriteString("advice", check.Advice);
        json.WriteEndObject();
    }

    private static string Word(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Ok => "ok",
        CheckOutcome.Warning => "warning",
        _ => "failed",
    };
}
