using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace EdgeRouter.Benchmarks;

/// <summary>GB (10^9 bytes) a second, for classes that say how many bytes they work through.</summary>
public sealed class ThroughputColumn : IColumn
{
    /// <inheritdoc/>
    public string Id => nameof(ThroughputColumn);

    /// <inheritdoc/>
    public string ColumnName => "GB/s";

    /// <inheritdoc/>
    public bool AlwaysShow => false;

    /// <inheritdoc/>
    public ColumnCategory Category => ColumnCategory.Custom;

    /// <inheritdoc/>
    public int PriorityInCategory => 0;

    /// <inheritdoc/>
    public bool IsNumeric => true;

    /// <inheritdoc/>
    public UnitType UnitType => UnitType.Dimensionless;

    /// <inheritdoc/>
    public string Legend => "10^9 bytes worked through a second; 'no capture' where the shared data is absent";

    /// <inheritdoc/>
    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => !IsMeasured(benchmarkCase.Descriptor.Type);

    /// <inheritdoc/>
    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(one => IsMeasured(one.Descriptor.Type));

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

    /// <inheritdoc/>
    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        Type type = benchmarkCase.Descriptor.Type;
        if (!IsMeasured(type) || summary[benchmarkCase]?.ResultStatistics is not { } statistics)
        {
            return "-";
        }

        long? bytes = (long?)type.GetProperty(nameof(IMeasuresBytes.BytesPerInvoke))!.GetValue(null);
        double operations = benchmarkCase.Descriptor.OperationsPerInvoke;
        return bytes is null ? "no capture" : (bytes.Value / (statistics.Mean * operations)).ToString("0.000", CultureInfo.InvariantCulture);
    }

    private static bool IsMeasured(Type type) => typeof(IMeasuresBytes).IsAssignableFrom(type);
}
