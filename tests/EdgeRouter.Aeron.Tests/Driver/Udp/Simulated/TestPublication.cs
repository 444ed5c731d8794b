using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Tests.Driver.Udp.Simulated;

/// <summary>An exclusive publisher written from the table of the log alone.</summary>
internal sealed unsafe class TestPublication
{
    private readonly CounterCell _limit;
    private long _position;

    public TestPublication(long id, PublicationReply reply, TestHost host)
    {
        Id = id;
        Reply = reply;
        Log = host.LogAt(reply.LogFile);
        _limit = host.Cell(reply.PositionLimitCounterId);
        _position = Log.ProducerPosition;
    }

    public long Id { get; }

    public PublicationReply Reply { get; }

    public LogBuffer Log { get; }

    public long Position => _position;

    public long Limit => _limit.Value;

    public bool Offer(ReadOnlySpan<byte> payload)
    {
        int aligned = (payload.Length + 32 + 31) & ~31;
        int offset = (int)(_position & (Log.TermBytes - 1));
        if (_position >= _limit.Value)
        {
            return false;
        }

        if (offset + aligned > Log.TermBytes)
        {
            Write(offset, Log.TermBytes - offset, 0, default);
            _position += Log.TermBytes - offset;
            return false;
        }

        Write(offset, payload.Length + 32, 1, payload);
        _position += aligned;
        SetTail();
        return true;
    }

    private void SetTail()
    {
        int count = (int)(_position / Log.TermBytes);
        int offset = (int)(_position & (Log.TermBytes - 1));
        *Log.RawTailAddress(count % 3) = ((long)(Log.InitialTermId + count) << 32) + offset;
        Log.ActiveTermCount = count;
    }

    private void Write(int offset, int lengthBytes, ushort type, ReadOnlySpan<byte> payload)
    {
        int count = (int)(_position / Log.TermBytes);
        byte* frame = Log.Term(count % 3) + offset;
        Assert.That(*(int*)frame, Is.Zero, "a publisher's place must have been cleaned");
        frame[5] = 0xC0;
        *(ushort*)(frame + 6) = type;
        *(int*)(frame + 8) = offset;
        *(int*)(frame + 12) = Log.SessionId;
        *(int*)(frame + 16) = Log.StreamId;
        *(int*)(frame + 20) = Log.InitialTermId + count;
        payload.CopyTo(new Span<byte>(frame + 32, payload.Length));
        Volatile.Write(ref *(int*)frame, lengthBytes);
    }
}
