using BenchmarkDotNet.Reports;

namespace EdgeRouter.Benchmarks;

/// <summary>Takes the bytes an operation out of BenchmarkDotNet's results.</summary>
public static class AllocationReader
{
    /// <summary>Every case of a summary. Parameters are part of the case, not of the name: the worst of them counts.</summary>
    /// <param name="summary">A run's results.</param>
    public static IEnumerable<(string Name, long? Bytes)> Read(Summary summary) => summary.Reports.Select(report => (
        $"{report.BenchmarkCase.Descriptor.Type.Name}.{report.BenchmarkCase.Descriptor.WorkloadMethod.Name}",
        report.Success ? report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) : null));
}
