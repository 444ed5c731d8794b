namespace EdgeRouter.Core.Reference.Parsing;

/// <summary>Reads the versions of one entry and refuses gaps and overlaps.</summary>
internal static class VersionList
{
    private const string From = "effectiveFrom";
    private const string Until = "effectiveUntil";

    /// <summary>Reads a list of versions.</summary>
    /// <param name="list">The list, in order of time.</param>
    /// <param name="timeOf">Reads a time, in whatever unit the entry counts.</param>
    /// <param name="first">The first version must be in force then; a first version that does not say from when is in force from then.</param>
    /// <param name="end">The last version must be in force until then.</param>
    /// <param name="read">Reads what a version states.</param>
    /// <param name="keys">Its keys beside effectiveFrom and effectiveUntil.</param>
    internal static Timeline<T> Read<T>(JsonValue list, Func<JsonValue, long> timeOf, long first, long end, Func<JsonEntry, T> read, ReadOnlySpan<string> keys)
    {
        JsonValue[] versions = list.AsList(1, ReferenceLimits.VersionsMax);
        var from = new long[versions.Length];
        var values = new T[versions.Length];
        long? until = null;
        for (int i = 0; i < versions.Length; i++)
        {
            JsonEntry version = versions[i].AsEntry([From, Until, .. keys]);
            from[i] = i > 0 || version.TryGet(From, out _) ? timeOf(version[From]) : first;
            RequireJoined(version, from.AsSpan(0, i + 1), first, until);
            until = version.TryGet(Until, out JsonValue value) ? timeOf(value) : null;
            if (until <= from[i])
            {
                throw value.Error("ER1155", $"must be after {From}");
            }

            values[i] = read(version);
        }

        if (until < end)
        {
            throw versions[^1].Error("ER1155", $"{Until} leaves a gap before the end of the validity; remove it, add the next version, or shorten the validity");
        }

        return new Timeline<T>(from, values);
    }

    private static void RequireJoined(JsonEntry version, ReadOnlySpan<long> from, long first, long? until)
    {
        string? fault = from.Length switch
        {
            1 when from[0] > first => $"{From} leaves a gap at the beginning of the validity; add the version in force before, or begin the validity later",
            > 1 when from[^1] <= from[^2] => $"{From} is not after that of the version before; order the versions by time",
            > 1 when until < from[^1] => $"{From} leaves a gap after {Until} of the version before; make them equal",
            > 1 when until > from[^1] => $"{From} overlaps the version before, which is in force until later; make {Until} equal to it",
            _ => null,
        };
        if (fault is not null)
        {
            throw version.Self.Error("ER1155", fault);
        }
    }
}
