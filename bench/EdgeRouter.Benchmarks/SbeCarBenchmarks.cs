using BenchmarkDotNet.Attributes;
using EdgeRouter.Benchmarks.Sbe;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Benchmarks;

/// <summary>The standard Car example, whole: read by the run-time decoder and by generated code, written by generated code. Texts are seen in place, not
/// copied out.</summary>
public class SbeCarBenchmarks
{
    private const int Count = 64;

    private readonly SbeWalker _walker = SbeSchemas.Cars();
    private readonly byte[] _room = new byte[Count * CarCodec.BytesMax];
    private readonly MessageRing _messages;

    /// <summary>Writes the messages that are read.</summary>
    public SbeCarBenchmarks()
    {
        byte[] buffer = new byte[CarCodec.BytesMax];
        _messages = new MessageRing([.. Enumerable.Range(1_234, Count).Select(number => buffer[..CarCodec.Write(buffer, number)])]);
    }

    /// <summary>Reading by the schema at run time.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public long Walk() => _messages.Walk(_walker);

    /// <summary>Reading by generated code.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public long Read()
    {
        long sum = 0;
        for (int i = 0; i < _messages.Count; i++)
        {
            sum += CarCodec.Sum(_messages[i]);
        }

        return sum;
    }

    /// <summary>Writing by generated code.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public long Write()
    {
        long lengthBytes = 0;
        for (int i = 0; i < Count; i++)
        {
            lengthBytes += CarCodec.Write(_room.AsSpan(i * CarCodec.BytesMax, CarCodec.BytesMax), i);
        }

        return lengthBytes;
    }
}
