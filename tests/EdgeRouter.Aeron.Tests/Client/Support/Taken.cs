using EdgeRouter.Aeron.Client;

namespace EdgeRouter.Aeron.Tests.Client.Support;

/// <summary>A fragment that was read.</summary>
internal sealed record Taken(byte[] Bytes, long Position, int SessionId, int StreamId, int TermId, int TermOffset, byte Flags, long ReservedValue, int FrameBytes)
{
    public static Taken Of(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header) =>
        new(payload.ToArray(), header.Position, header.SessionId, header.StreamId, header.TermId, header.TermOffset, header.Flags, header.ReservedValue, header.FrameBytes);
}
