using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Tests.Driver.Udp.Simulated;

/// <summary>A subscriber written from the table of the log alone.</summary>
internal sealed unsafe class TestImage
{
    private readonly CounterCell _position;

    public TestImage(AvailableImage image, TestHost host)
    {
        Event = image;
        Log = host.LogAt(image.LogFile);
        _position = host.Cell(image.SubscriberPositionCounterId);
    }

    public AvailableImage Event { get; }

    public LogBuffer Log { get; }

    public long Position => _position.Value;

    public int Poll(Action<byte[]> onMessage, int limit = int.MaxValue)
    {
        int count = 0;
        long position = _position.Value;
        while (count < limit)
        {
            byte* frame = Log.Term((int)(position / Log.TermBytes % 3)) + (position & (Log.TermBytes - 1));
            int lengthBytes = Volatile.Read(ref *(int*)frame);
            if (lengthBytes <= 0)
            {
                break;
            }

            if (*(ushort*)(frame + 6) == 1)
            {
                onMessage(new ReadOnlySpan<byte>(frame + 32, lengthBytes - 32).ToArray());
                count++;
            }

            position += (lengthBytes + 31) & ~31;
            _position.Set(position);
        }

        return count;
    }
}
