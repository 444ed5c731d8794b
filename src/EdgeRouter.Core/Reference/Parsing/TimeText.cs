using System.Globalization;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Core.Reference.Parsing;

/// <summary>Dates and times of the file, to and from days and nanoseconds since the Unix epoch.</summary>
internal static class TimeText
{
    private const int SecondsPerDay = 86_400;
    private const int DateChars = 10;
    private const int DateTimeChars = 19;
    private const int YearMin = 1970;
    private const int YearMax = 2200;

    private static readonly int EpochDayNumber = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>Reads yyyy-MM-dd, 1970 to 2200, as days since the epoch.</summary>
    internal static bool TryParseDay(ReadOnlySpan<char> text, out int day)
    {
        bool isDate = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            && date.Year is >= YearMin and <= YearMax;
        day = isDate ? date.DayNumber - EpochDayNumber : 0;
        return isDate;
    }

    /// <summary>Reads yyyy-MM-ddTHH:mm:ss[.fffffffff]Z as ns since the epoch.</summary>
    internal static bool TryParseInstant(ReadOnlySpan<char> text, out long timeNs)
    {
        timeNs = 0;
        if (text.Length <= DateTimeChars || text[DateChars] != 'T' || text[^1] != 'Z'
            || !TryParseDay(text[..DateChars], out int day) || !TryParseClock(text[(DateChars + 1)..DateTimeChars], out int seconds) || seconds == SecondsPerDay)
        {
            return false;
        }

        timeNs = day * TimeUnits.Day + seconds * TimeUnits.Second;
        return TryAddFraction(text[DateTimeChars..^1], ref timeNs);
    }

    /// <summary>Reads HH:mm or HH:mm:ss as seconds of the day; 24:00 is the end of the day.</summary>
    internal static bool TryParseClock(ReadOnlySpan<char> text, out int seconds)
    {
        seconds = 0;
        bool hasForm = text.Length is 5 or 8 && text[2] == ':' && (text.Length == 5 || text[5] == ':');
        if (!hasForm || !TryTwo(text, out int hour) || !TryTwo(text[3..], out int minute))
        {
            return false;
        }

        int second = 0;
        if (text.Length == 8 && !TryTwo(text[6..], out second))
        {
            return false;
        }

        seconds = (hour * 60 + minute) * 60 + second;
        return minute < 60 && second < 60 && seconds <= SecondsPerDay;
    }

    internal static string Day(int day) => DateOnly.FromDayNumber(day + EpochDayNumber).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string Clock(int seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");

    internal static string Instant(long timeNs)
    {
        (long day, long inDayNs) = Math.DivRem(timeNs, TimeUnits.Day);
        long fraction = inDayNs % TimeUnits.Second;
        string places = fraction == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".{fraction:000000000}");
        return $"{Day((int)day)}T{Clock((int)(inDayNs / TimeUnits.Second))}{places}Z";
    }

    private static bool TryAddFraction(ReadOnlySpan<char> text, ref long timeNs)
    {
        if (text.Length == 0)
        {
            return true;
        }

        if (text.Length is < 2 or > 10 || text[0] != '.')
        {
            return false;
        }

        long scale = TimeUnits.Second;
        foreach (char digit in text[1..])
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            scale /= 10;
            timeNs += (digit - '0') * scale;
        }

        return true;
    }

    private static bool TryTwo(ReadOnlySpan<char> text, out int value)
    {
        bool isNumber = char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[1]);
        value = isNumber ? (text[0] - '0') * 10 + (text[1] - '0') : 0;
        return isNumber;
    }
}
