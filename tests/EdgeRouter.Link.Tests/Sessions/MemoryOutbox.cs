using EdgeRouter.Core.Links;
using EdgeRouter.Link.Sessions;

namespace EdgeRouter.Link.Tests.Sessions;

/// <summary>Messages with numbers 3, 6, 9 …</summary>
internal sealed class MemoryOutbox : ILinkOutbox
{
    private int _next;

    public List<byte[]> Messages { get; } = [];

    public ulong JournalId { get; set; } = 77;

    public long LastSequence => OverrideLast ?? Messages.Count * 3;

    public long? OverrideLast { get; set; }

    public long SeenSequence => LastSequence;

    public LinkRefusal Failure { get; set; }

    public LinkRefusal Seek(long sequence)
    {
        _next = (int)(sequence / 3);
        return Failure;
    }

    public bool TryPeek(out long sequence, out ReadOnlySpan<byte> message)
    {
        bool hasOne = _next < Messages.Count && Failure == LinkRefusal.None;
        sequence = hasOne ? (_next + 1) * 3 : 0;
        message = hasOne ? Messages[_next] : default;
        return hasOne;
    }

    public void Advance() => _next++;
}
