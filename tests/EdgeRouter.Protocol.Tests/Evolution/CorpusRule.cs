using EdgeRouter.Sbe.Schema;
using EdgeRouter.Sbe.Schema.Compatibility;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <summary>What ties the schema to its recorded versions.</summary>
internal static class CorpusRule
{
    private const string HowToRecord = "EDGEROUTER_RECORD=1 dotnet test tests/EdgeRouter.Protocol.Tests --filter Name~ShouldHaveACorpusOfTodaysVersion";

    /// <summary>What is wrong and what to do, or null.</summary>
    public static string? Problem(SbeSchema today, SbeSchema newestRecorded)
    {
        if (today.Version > newestRecorded.Version)
        {
            return $"the schema is version {today.Version} and the newest corpus is v{newestRecorded.Version}: record one with {HowToRecord}, and commit it";
        }

        string[] breaks = [.. SbeCompatibility.Compare(newestRecorded, today).Where(f => f.Severity == SbeCompatibilitySeverity.Breaking).Select(f => f.ToString())];
        return breaks.Length == 0
            ? null
            : $"the schema is no longer what was recorded as version {newestRecorded.Version}: raise its version, then record a corpus.\n{string.Join('\n', breaks)}";
    }
}
