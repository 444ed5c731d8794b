using EdgeRouter.Core.Time;

namespace EdgeRouter.Ingest.Captures;

/// <summary>What a pcapng interface's stamps count (options if_tsresol and if_tsoffset), and their exact conversion to ns.</summary>
internal readonly struct StampResolution
{
    private const byte BinaryFlag = 0x80;
    private readonly long _multiplierNs;
    private readonly ulong _divisor;
    private readonly int _binaryShift;
    private readonly long _offsetSeconds;

    private StampResolution(long multiplierNs, ulong divisor, int binaryShift, long offsetSeconds)
    {
        _multiplierNs = multiplierNs;
        _divisor = divisor;
        _binaryShift = binaryShift;
        _offsetSeconds = offsetSeconds;
    }

    /// <summary>Reads the two options.</summary>
    /// <param name="code">if_tsresol: 10 to the minus this, or with the top bit set 2 to the minus the rest. Default 6.</param>
    /// <param name="offsetSeconds">if_tsoffset: seconds to be added. Default 0.</param>
    /// <param name="resolution">The resolution.</param>
    /// <returns>Whether it is one that is supported: down to 1e-18 or 2^-63 s.</returns>
    public static bool TryCreate(byte code, long offsetSeconds, out StampResolution resolution)
    {
        int exponent = code & ~BinaryFlag;
        resolution = default;
        if ((code & BinaryFlag) != 0)
        {
            resolution = new StampResolution(0, 0, exponent, offsetSeconds);
            return exponent <= 63;
        }

        if (exponent > 18)
        {
            return false;
        }

        resolution = exponent <= 9
            ? new StampResolution(PowerOfTen(9 - exponent), 0, 0, offsetSeconds)
            : new StampResolution(0, (ulong)PowerOfTen(exponent - 9), 0, offsetSeconds);
        return true;
    }

    /// <summary>Converts a stamp; fractions of a ns are cut off.</summary>
    /// <param name="ticks">The stamp.</param>
    /// <param name="timeNs">Ns since the Unix epoch.</param>
    /// <returns>Whether it lies in the range of int64 ns (years 1677 to 2262).</returns>
    public bool TryConvert(ulong ticks, out long timeNs)
    {
        if (_multiplierNs != 0 && _offsetSeconds == 0 && ticks <= (ulong)(long.MaxValue / TimeUnits.Second))
        {
            timeNs = (long)ticks * _multiplierNs;
            return true;
        }

        return TryConvertWide(ticks, out timeNs);
    }

    private bool TryConvertWide(ulong ticks, out long timeNs)
    {
        Int128 ns = _multiplierNs != 0 ? (Int128)ticks * _multiplierNs
            : _divisor != 0 ? ticks / _divisor
            : ((Int128)ticks * TimeUnits.Second) >> _binaryShift;
        ns += (Int128)_offsetSeconds * TimeUnits.Second;
        bool isInRange = ns >= long.MinValue && ns <= long.MaxValue;
        timeNs = isInRange ? (long)ns : 0;
        return isInRange;
    }

    private static long PowerOfTen(int exponent)
    {
        long value = 1;
        for (int i = 0; i < exponent; i++)
        {
            value *= 10;
        }

        return value;
    }
}
