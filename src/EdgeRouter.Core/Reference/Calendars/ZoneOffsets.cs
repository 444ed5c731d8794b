using EdgeRouter.Core.Time;

namespace EdgeRouter.Core.Reference.Calendars;

/// <summary>The offsets of one time zone from UTC over a range of time. Immutable. Worked out from the machine's database of time zones once, or pinned
/// in the file, so that the same file means the same instants on any machine.</summary>
internal sealed class ZoneOffsets
{
    private const long ScanStepNs = 6 * TimeUnits.Hour;

    private readonly long[] _atNs;
    private readonly int[] _offsetSeconds;

    /// <summary>Creates a table.</summary>
    /// <param name="name">IANA name.</param>
    /// <param name="atNs">Instants at which the offset changes, ascending.</param>
    /// <param name="offsetSeconds">One more than instants: the first is in force before the first instant. Local time − UTC.</param>
    internal ZoneOffsets(string name, long[] atNs, int[] offsetSeconds)
    {
        Name = name;
        _atNs = atNs;
        _offsetSeconds = offsetSeconds;
    }

    internal string Name { get; }

    internal ReadOnlySpan<long> AtNs => _atNs;

    internal ReadOnlySpan<int> OffsetSeconds => _offsetSeconds;

    /// <summary>Reads the machine's database. A change is found to the second; two changes within six hours that undo one another are not seen.</summary>
    internal static ZoneOffsets FromSystem(string name, TimeZoneInfo zone, long fromNs, long untilNs)
    {
        var atNs = new List<long>();
        var offsets = new List<int> { OffsetAt(zone, fromNs) };
        for (long startNs = fromNs; startNs < untilNs; startNs += ScanStepNs)
        {
            int after = OffsetAt(zone, startNs + ScanStepNs);
            if (after != offsets[^1])
            {
                atNs.Add(FindChange(zone, startNs, startNs + ScanStepNs));
                offsets.Add(after);
            }
        }

        return new ZoneOffsets(name, [.. atNs], [.. offsets]);
    }

    /// <summary>The same table without the changes outside a range and without those that change nothing.</summary>
    internal ZoneOffsets Narrow(long fromNs, long untilNs)
    {
        var atNs = new List<long>();
        var offsets = new List<int> { OffsetAt(fromNs) };
        for (int i = 0; i < _atNs.Length; i++)
        {
            if (_atNs[i] > fromNs && _atNs[i] < untilNs && _offsetSeconds[i + 1] != offsets[^1])
            {
                atNs.Add(_atNs[i]);
                offsets.Add(_offsetSeconds[i + 1]);
            }
        }

        return new ZoneOffsets(Name, [.. atNs], [.. offsets]);
    }

    /// <summary>Seconds that local time is ahead of UTC.</summary>
    internal int OffsetAt(long timeNs)
    {
        int index = _atNs.AsSpan().BinarySearch(timeNs);
        return _offsetSeconds[index >= 0 ? index + 1 : ~index];
    }

    /// <summary>The local day of an instant, days since 1970-01-01.</summary>
    internal int DayOf(long timeNs) => (int)Math.Floor((decimal)(timeNs + OffsetAt(timeNs) * TimeUnits.Second) / TimeUnits.Day);

    /// <summary>The instant of a local time. Where the clock shows a time twice: the first of the two. Where it skips it: the instant of the skip.</summary>
    /// <param name="day">Local day, days since 1970-01-01.</param>
    /// <param name="seconds">Seconds after its midnight on the clock; may reach into the next day.</param>
    internal long ToUtcNs(int day, int seconds)
    {
        long localNs = day * TimeUnits.Day + seconds * TimeUnits.Second;
        for (int i = 0; i < _atNs.Length; i++)
        {
            long timeNs = localNs - _offsetSeconds[i] * TimeUnits.Second;
            if (timeNs < _atNs[i])
            {
                return i == 0 ? timeNs : Math.Max(timeNs, _atNs[i - 1]);
            }
        }

        long lastNs = localNs - _offsetSeconds[^1] * TimeUnits.Second;
        return _atNs.Length == 0 ? lastNs : Math.Max(lastNs, _atNs[^1]);
    }

    private static long FindChange(TimeZoneInfo zone, long beforeNs, long afterNs)
    {
        int before = OffsetAt(zone, beforeNs);
        while (afterNs - beforeNs > TimeUnits.Second)
        {
            long middleNs = beforeNs + (afterNs - beforeNs) / 2 / TimeUnits.Second * TimeUnits.Second;
            if (OffsetAt(zone, middleNs) == before)
            {
                beforeNs = middleNs;
            }
            else
            {
                afterNs = middleNs;
            }
        }

        return afterNs;
    }

    private static int OffsetAt(TimeZoneInfo zone, long timeNs) =>
        (int)zone.GetUtcOffset(DateTimeOffset.UnixEpoch.AddTicks(timeNs / TimeSpan.NanosecondsPerTick)).TotalSeconds;
}
