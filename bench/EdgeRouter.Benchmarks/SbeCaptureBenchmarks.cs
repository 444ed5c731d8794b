using BenchmarkDotNet.Attributes;
using EdgeRouter.Benchmarks.Sbe;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Benchmarks;

/// <summary>Every field of every message of the real CME capture, per message, with GB/s over the messages' bytes. Without the capture the messages are
/// generated, and there is no GB/s.</summary>
[BenchmarkCategory("Capture")]
public class SbeCaptureBenchmarks : IMeasuresBytes
{
    private static readonly MessageRing Messages = CmeMessages.From(CmeFrames.Load());

    private readonly SbeWalker _walker = SbeSchemas.Cme();

    /// <inheritdoc/>
    public static long? BytesPerInvoke => CmeFrames.IsCapture ? Messages.TotalBytes : null;

    /// <summary>By the schema at run time.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = CmeFrames.MessageCount)]
    public long Walk() => Messages.Walk(_walker);

    /// <summary>By generated code.</summary>
    [Benchmark(OperationsPerInvoke = CmeFrames.MessageCount)]
    public long Read()
    {
        long sum = 0;
        for (int i = 0; i < Messages.Count; i++)
        {
            sum += CmeReader.Sum(Messages[i]);
        }

        return sum;
    }
}
