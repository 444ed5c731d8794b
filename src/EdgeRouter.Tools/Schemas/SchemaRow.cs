namespace EdgeRouter.Tools.Schemas;

/// <summary>A line of a message's layout: a field, a composite's member, a group or variable-length data.</summary>
/// <param name="Depth">Groups and composites around it.</param>
/// <param name="Name">Name in the schema.</param>
/// <param name="Id">Field id; 0 for members of composites.</param>
/// <param name="Offset">Bytes from the start of its block; null for groups and data, which have no fixed place, and for constants.</param>
/// <param name="SizeBytes">Bytes on the wire; of a group, the block of an entry; null for data.</param>
/// <param name="Type">Type as a person reads it.</param>
/// <param name="Presence">required, optional, constant; empty for groups and data.</param>
/// <param name="SinceVersion">First version of the schema that has it.</param>
/// <param name="Deprecated">Version that deprecates it, or null.</param>
/// <param name="Value">Value of a constant, or the value that means absent of what is optional; else empty.</param>
public readonly record struct SchemaRow(
    int Depth,
    string Name,
    int Id,
    int? Offset,
    int? SizeBytes,
    string Type,
    string Presence,
    int SinceVersion,
    int? Deprecated,
    string Value);
