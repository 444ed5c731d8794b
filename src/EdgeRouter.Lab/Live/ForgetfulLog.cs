using EdgeRouter.Engine.Journaling;

namespace EdgeRouter.Lab.Live;

/// <summary>A journal that keeps nothing: for runs that are never replayed from their journal, because the same seed plays them again.</summary>
internal sealed class ForgetfulLog : IRecordLog
{
    private byte[] _room = new byte[512];

    public long NextSequence { get; private set; } = 1;

    public bool IsImpaired => false;

    public bool TryReserve(int bytesMax, out Span<byte> target)
    {
        if (bytesMax > _room.Length)
        {
            _room = new byte[bytesMax];
        }

        target = _room.AsSpan(0, bytesMax);
        return true;
    }

    public void Append(int bytes) => NextSequence++;

    public bool TryCommit() => true;

    public bool TryRecover() => true;
}
