using EdgeRouter.Aeron.Rings;

namespace EdgeRouter.Aeron.Tests.Support;

/// <summary>Keeps what a ring hands on.</summary>
internal sealed class RecordedHandler : IRecordHandler
{
    public List<(int TypeId, byte[] Payload)> Records { get; } = [];

    public void OnRecord(int typeId, ReadOnlySpan<byte> payload) => Records.Add((typeId, payload.ToArray()));
}
