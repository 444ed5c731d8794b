using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Tests.Driver.Support;

/// <summary>Writes frames into a log as AERON.md §8.4 says, or leaves them half written.</summary>
internal sealed unsafe class FakePublisher : IDisposable
{
    private readonly LogBuffer _log;

    public FakePublisher(string path) => _log = LogBuffer.Open(path);

    public LogBuffer Log => _log;

    /// <summary>Claims room in the active term.</summary>
    /// <returns>Its offset.</returns>
    public int Claim(int frameBytes)
    {
        int partition = _log.ActiveTermCount % 3;
        return (int)(Interlocked.Add(ref *_log.RawTailAddress(partition), LogPosition.AlignFrame(frameBytes)) & 0xFFFF_FFFF)
            - LogPosition.AlignFrame(frameBytes);
    }

    /// <summary>Stores a frame's length, negative as long as it is being written.</summary>
    public void SetLength(int offset, int length)
    {
        byte* term = _log.Term(_log.ActiveTermCount % 3);
        Volatile.Write(ref *(int*)(term + offset), length);
    }

    public ReadOnlySpan<byte> Bytes(int partition, int offset, int count) => new(_log.Term(partition) + offset, count);

    public void Fill(int partition, byte value) => new Span<byte>(_log.Term(partition), _log.TermBytes).Fill(value);

    /// <summary>Writes whole frames.</summary>
    /// <returns>The position behind them.</returns>
    public long Write(int frameBytes, int count = 1)
    {
        for (int i = 0; i < count; i++)
        {
            SetLength(Claim(frameBytes), frameBytes);
        }

        return _log.ProducerPosition;
    }

    public void Dispose() => _log.File.Release();
}
