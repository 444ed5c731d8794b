using EdgeRouter.Core.Orders;

namespace EdgeRouter.Lab;

/// <summary>A configuration that a run begins with.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Content">The whole of it.</param>
/// <param name="Name">Where it came from, for messages.</param>
public sealed record LabConfiguration(ConfigurationKind Kind, ReadOnlyMemory<byte> Content, string Name);
