using EdgeRouter.Sbe.Properties.Tests.Model;

namespace EdgeRouter.Sbe.Properties.Tests.Making;

/// <summary>A message of a schema, as a writer of a version would fill it.</summary>
public sealed record SchemaMessage(ModelBlock Message, int Writer, BlockValue Value);
