using BenchmarkDotNet.Attributes;
using EdgeRouter.Benchmarks.Sbe;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Benchmarks;

/// <summary>The standard Car example, whole: read by the run-time decoder and by generated code, written by generated code; one message again and again,
/// as its published benchmarks do. Texts are seen in place, not copied out.</summary>
[BenchmarkCategory("Car")]
public class SbeCarBenchmarks
{
    private const int Count = 64;

    private readonly SbeWalker _walker = SbeSchemas.Cars();
    private readonly byte[] _room = new byte[CarCodec.BytesMax];
    private readonly MessageRing _messages;

    /// <summary>Writes the message that is read.</summary>
    public SbeCarBenchmarks()
    {
        int length = CarCodec.Write(_room, 1_234);
        _messages = new MessageRing([_room[..length]]);
    }

    /// <summary>Reading by the schema at run time.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public long Walk()
    {
        long sum = 0;
        for (int i = 0; i < Count; i++)
        {
            sum += _messages.Walk(_walker);
        }

        return sum;
    }

    /// <summary>Reading by generated code.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public long Read()
    {
        long sum = 0;
        ReadOnlySpan<byte> message = _messages[0];
        for (int i = 0; i < Count; i++)
        {
            sum += CarCodec.Sum(message);
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
            lengthBytes += CarCodec.Write(_room, i);
        }

        return lengthBytes;
    }
}
