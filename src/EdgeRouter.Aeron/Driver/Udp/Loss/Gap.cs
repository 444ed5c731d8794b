namespace EdgeRouter.Aeron.Driver.Udp.Loss;

/// <summary>A hole in a term.</summary>
/// <param name="TermId">The term.</param>
/// <param name="TermOffset">First byte.</param>
/// <param name="LengthBytes">Bytes; 0 = there is none.</param>
internal readonly record struct Gap(int TermId, int TermOffset, int LengthBytes);
