namespace EdgeRouter.Tools.Aeron.Measure;

/// <summary>What an echo has done. One thread counts, any reads.</summary>
public sealed class EchoCounts
{
    private long _echoed;
    private long _dropped;

    /// <summary>Messages sent back.</summary>
    public long EchoedCount => Volatile.Read(ref _echoed);

    /// <summary>Messages that nobody listened for.</summary>
    public long DroppedCount => Volatile.Read(ref _dropped);

    /// <summary>Counts a message.</summary>
    /// <param name="isEchoed">Whether it was sent back.</param>
    internal void Add(bool isEchoed)
    {
        if (isEchoed)
        {
            Volatile.Write(ref _echoed, _echoed + 1);
        }
        else
        {
            Volatile.Write(ref _dropped, _dropped + 1);
        }
    }
}
