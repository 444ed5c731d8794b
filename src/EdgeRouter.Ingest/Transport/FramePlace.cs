namespace EdgeRouter.Ingest.Transport;

/// <summary>A byte of a capture.</summary>
/// <param name="Frame">Frame, 1-based.</param>
/// <param name="OffsetBytes">Bytes from the frame's first.</param>
/// <param name="TimeNs">The frame's stamp, ns since the Unix epoch.</param>
public readonly record struct FramePlace(long Frame, int OffsetBytes, long TimeNs);
