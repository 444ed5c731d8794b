using System.Globalization;

namespace EdgeRouter.Benchmarks.Scoring;

/// <summary>Numbers as tables show them.</summary>
public static class Cell
{
    /// <summary>Nanoseconds as microseconds.</summary>
    public static string Us(double ns) => (ns / 1e3).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Milliseconds.</summary>
    public static string Ms(double ms) => ms.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>Bytes as megabytes (10^6).</summary>
    public static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>A ratio.</summary>
    public static string Ratio(double ratio) => ratio.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>A number of things.</summary>
    public static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>A small difference.</summary>
    public static string Small(double value) => value.ToString("0.0e0", CultureInfo.InvariantCulture);
}
