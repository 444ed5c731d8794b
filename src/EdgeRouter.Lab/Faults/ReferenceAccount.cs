using System.Globalization;
using System.Text.Json;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.State;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Lab.Faults;

/// <summary>Reference data as a record of the journal has them, read by other code than the router's.</summary>
internal sealed class ReferenceAccount
{
    private readonly ReferenceTerms[][] _terms;
    private readonly long[] _changesNs;

    public ReferenceAccount(ReadOnlySpan<byte> record)
    {
        ContentHash = StateWriter.HashOf(record);
        var reader = new Utf8JsonReader(record);
        using JsonDocument file = JsonDocument.ParseValue(ref reader);
        _terms = [.. file.RootElement.GetProperty("instruments").EnumerateArray().Select(i => i.GetProperty("versions").EnumerateArray().Select(Read).ToArray())];
        _changesNs = [.. _terms.SelectMany(t => t.Skip(1)).Select(t => t.FromNs).Distinct().Order()];
    }

    /// <summary>Equal files are the same file.</summary>
    public ulong ContentHash { get; }

    /// <summary>What is in force of an instrument at a time.</summary>
    public ReferenceTerms At(InstrumentId instrument, long timeNs) => _terms[instrument.Value].Last(t => t.FromNs <= timeNs);

    /// <summary>How many of the file's changes have passed.</summary>
    public int PassedCount(long timeNs) => _changesNs.Count(c => c <= timeNs);

    private static ReferenceTerms Read(JsonElement version)
    {
        bool isBanded = version.TryGetProperty("limitBand", out JsonElement band);
        InstrumentRestrictions restrictions = InstrumentRestrictions.None;
        foreach (JsonElement word in version.GetProperty("restrictions").EnumerateArray())
        {
            restrictions |= Enum.Parse<InstrumentRestrictions>(word.GetString()!, ignoreCase: true);
        }

        return new ReferenceTerms(
            version.TryGetProperty("effectiveFrom", out JsonElement from) ? Instant(from.GetString()!) : 0,
            Nanos(version.GetProperty("ticks")[0].GetProperty("tick")),
            isBanded ? Nanos(band.GetProperty("low")) : 0,
            isBanded ? Nanos(band.GetProperty("high")) : 0,
            restrictions);
    }

    private static long Nanos(JsonElement money) => (long)(money.GetDecimal() * Price.NanosPerUnit);

    // Seconds, then up to nine digits of a second.
    private static long Instant(string text)
    {
        string[] parts = text.TrimEnd('Z').Split('.');
        long seconds = DateTimeOffset.Parse(parts[0] + "Z", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind).ToUnixTimeSeconds();
        return (seconds * TimeUnits.Second) + (parts.Length > 1 ? long.Parse(parts[1].PadRight(9, '0'), CultureInfo.InvariantCulture) : 0);
    }
}
