using EdgeRouter.Sbe.Schema;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Sbe.Tests.Walk;

/// <summary>Writes down what a walk shows: <c>field=hex</c>, <c>group[count</c>, <c>]</c>, <c>data:hex</c>.</summary>
internal sealed class RecordingVisitor : ISbeVisitor
{
    public List<string> Seen { get; } = [];

    public void OnMessage(SbeMessage message, int version) => Seen.Add($"{message.Name} v{version}");

    public void OnField(SbeField field, ReadOnlySpan<byte> bytes) => Seen.Add($"{field.Name}={Convert.ToHexString(bytes)}");

    public void OnGroup(SbeGroup group, long count) => Seen.Add($"{group.Name}[{count}");

    public void OnEntry(SbeGroup group, long index) => Seen.Add($"#{index}");

    public void OnEntryEnd(SbeGroup group) => Seen.Add(";");

    public void OnGroupEnd(SbeGroup group) => Seen.Add("]");

    public void OnData(SbeData data, ReadOnlySpan<byte> bytes) => Seen.Add($"{data.Name}:{Convert.ToHexString(bytes)}");

    public void OnMessageEnd(in SbeWalkResult result) => Seen.Add("end");
}
