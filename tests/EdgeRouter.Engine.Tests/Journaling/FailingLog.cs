using EdgeRouter.Engine.Journaling;
using EdgeRouter.Engine.Tests.Recovery;

namespace EdgeRouter.Engine.Tests.Journaling;

/// <summary>A log on a disc that fills up: commits fail, then its buffer is full too, until there is room again.</summary>
internal sealed class FailingLog : IRecordLog
{
    private readonly List<byte[]> _buffered = [];
    private bool _isImpaired;

    /// <summary>What reached the disc.</summary>
    public MemoryLog Disc { get; } = new();

    public bool IsFull { get; set; }

    /// <summary>Records that the buffer holds while the disc is full.</summary>
    public int BufferMax { get; set; } = int.MaxValue;

    public int BufferedCount => _buffered.Count;

    public long NextSequence => Disc.NextSequence + _buffered.Count;

    public bool IsImpaired => _isImpaired;

    public bool TryReserve(int bytesMax, out Span<byte> target)
    {
        target = default;
        return !(IsFull && _buffered.Count >= BufferMax) && Disc.TryReserve(bytesMax, out target);
    }

    public void Append(int bytes)
    {
        Disc.TryReserve(bytes, out Span<byte> record);
        _buffered.Add(record.ToArray());
    }

    public bool TryCommit()
    {
        if (IsFull)
        {
            _isImpaired |= _buffered.Count > 0;
            return _buffered.Count == 0;
        }

        Disc.Records.AddRange(_buffered);
        _buffered.Clear();
        return true;
    }

    public bool TryRecover()
    {
        _isImpaired = IsFull || !TryCommit();
        return !_isImpaired;
    }
}
