using EdgeRouter.Sbe.Properties.Tests.Making;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Sbe.Properties.Tests.Harness;

/// <summary>A random schema of a version, compiled.</summary>
/// <param name="Case">The schema and messages of it.</param>
/// <param name="Version">The version.</param>
/// <param name="Codecs">Generated code, in the order of the schema's messages.</param>
/// <param name="Walker">The run-time decoder.</param>
internal sealed record CompiledSchema(SchemaCase Case, int Version, IMessageCodec[] Codecs, SbeWalker Walker)
{
    public IMessageCodec CodecOf(SchemaMessage message) => Codecs[Case.Schema.Messages.Index().First(one => one.Item == message.Message).Index];
}
