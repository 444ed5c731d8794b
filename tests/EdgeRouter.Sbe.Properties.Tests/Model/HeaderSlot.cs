namespace EdgeRouter.Sbe.Properties.Tests.Model;

/// <summary>A member of a header composite.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Wire">Encoding; of what is no plain integer: unimportant.</param>
/// <param name="Offset">Bytes from the header's start.</param>
/// <param name="Xml">The member's element.</param>
public sealed record HeaderSlot(string Name, Wire Wire, int Offset, string Xml);
