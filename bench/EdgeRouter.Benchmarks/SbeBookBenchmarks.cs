using BenchmarkDotNet.Attributes;
using EdgeRouter.Benchmarks.Sbe;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Benchmarks;

/// <summary>A CME book refresh with three entries, header and every field of block and entries read: generated code beside the run-time decoder.</summary>
[BenchmarkCategory("Book")]
public class SbeBookBenchmarks
{
    private const int Count = 64;
    private const int EntryCount = 3;

    private readonly SbeWalker _walker = SbeSchemas.Cme();
    private readonly MessageRing _messages = new([.. Enumerable.Range(1, Count).Select(number => CmeBook.Write(number, EntryCount))]);

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
            sum += CmeReader.Sum(_messages[i]);
        }

        return sum;
    }
}
