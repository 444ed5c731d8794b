using EdgeRouter.Aeron.Commands;
using EdgeRouter.Benchmarks.Journal;

namespace EdgeRouter.Benchmarks.Aeron;

/// <summary>What commands and events take to write and to read.</summary>
/// <param name="repetitions">Runs.</param>
/// <param name="messages">Messages a run.</param>
public sealed class CodecTimes(int repetitions, int messages)
{
    private const int WarmUps = 5;
    private readonly byte[] _bytes = new byte[512];

    /// <summary>Names and times of a run.</summary>
    public IEnumerable<(string Name, RepeatedTimes Times)> Measure()
    {
        DriverCommand command = new() { Kind = CommandKind.AddExclusivePublication, ClientId = 1, CorrelationId = 2, StreamId = 3, Text = "aeron:ipc?term-length=1m" };
        DriverEvent ready = new() { Kind = EventKind.ExclusivePublicationReady, CorrelationId = 2, OriginalRegistrationId = 2, Text = "/dev/shm/aeron-desk/publications/2.logbuffer" };
        int commandBytes = CommandCodec.Write(command, _bytes);
        byte[] written = _bytes[..commandBytes];
        byte[] told = _bytes[..];
        int eventBytes = EventCodec.Write(ready, told);
        yield return ("write a command to add a publication", Times(() => CommandCodec.Write(command, _bytes)));
        yield return ("read it", Times(() => (int)CommandCodec.TryRead((int)CommandKind.AddExclusivePublication, written, command)));
        yield return ("write the event that it is there", Times(() => EventCodec.Write(ready, _bytes)));
        yield return ("read it", Times(() => EventCodec.TryRead((int)EventKind.ExclusivePublicationReady, told.AsSpan(0, eventBytes), ready) ? 1 : 0));
    }

    private RepeatedTimes Times(Func<int> work) => RepeatedTimes.Measure(repetitions, WarmUps, static () => { }, () => Repeat(work));

    private void Repeat(Func<int> work)
    {
        long sum = 0;
        for (int i = 0; i < messages; i++)
        {
            sum += work();
        }

        GC.KeepAlive(sum);
    }
}
