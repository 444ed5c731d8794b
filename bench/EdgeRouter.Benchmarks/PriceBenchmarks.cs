using BenchmarkDotNet.Attributes;
using EdgeRouter.Core.Domain;

namespace EdgeRouter.Benchmarks;

/// <summary>Prices: what a comparison over a book's levels costs beside the same over bare integers.</summary>
[BenchmarkCategory("Price")]
public class PriceBenchmarks
{
    private const int Count = 1024;

    private readonly Price[] _prices = [.. Enumerable.Range(0, Count).Select(i => new Price((i * 7919L) % 100_000))];
    private readonly long[] _nanos = [.. Enumerable.Range(0, Count).Select(i => (i * 7919L) % 100_000)];

    /// <summary>The highest of bare integers.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public long HighestOfIntegers()
    {
        long highest = long.MinValue;
        foreach (long nanos in _nanos)
        {
            highest = nanos > highest ? nanos : highest;
        }

        return highest;
    }

    /// <summary>The highest of prices.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public long HighestOfPrices()
    {
        Price highest = Price.MinValue;
        foreach (Price price in _prices)
        {
            highest = price > highest ? price : highest;
        }

        return highest.Nanos;
    }
}
