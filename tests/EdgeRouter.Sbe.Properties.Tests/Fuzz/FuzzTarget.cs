using EdgeRouter.Sbe.Properties.Tests.Harness;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Sbe.Properties.Tests.Fuzz;

/// <summary>A schema under fuzz: sound messages of it, and who reads them.</summary>
/// <param name="Walker">The run-time decoder.</param>
/// <param name="Codecs">The generated code, by template id.</param>
/// <param name="Messages">Sound messages with their headers.</param>
public sealed record FuzzTarget(SbeWalker Walker, IReadOnlyDictionary<int, IMessageCodec> Codecs, IReadOnlyList<byte[]> Messages);
