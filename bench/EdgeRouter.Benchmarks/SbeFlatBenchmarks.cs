using BenchmarkDotNet.Attributes;
using EdgeRouter.Benchmarks.Sbe;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Benchmarks;

/// <summary>A flat message of ten fields, header and every field read: generated code beside the run-time decoder.</summary>
[BenchmarkCategory("Flat")]
public class SbeFlatBenchmarks
{
    private const int Count = 64;

    private readonly SbeWalker _walker = SbeSchemas.Quotes();
    private readonly MessageRing _messages = new([.. Enumerable.Range(1, Count).Select(QuoteCodec.Write)]);

    /// <summary>By the schema at run time.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public long Walk() => _messages.Walk(_walker);

    /// <summary>By generated code.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public long Read()
    {
        long sum = 0;
        for (int i = 0; i < _messages.Count; i++)
        {
            sum += QuoteCodec.Sum(_messages[i]);
        }

        return sum;
    }
}
