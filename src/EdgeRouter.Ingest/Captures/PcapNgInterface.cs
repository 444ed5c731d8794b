namespace EdgeRouter.Ingest.Captures;

/// <summary>One interface of a pcapng section.</summary>
/// <param name="LinkType">Link type of its frames.</param>
/// <param name="SnapLengthBytes">The most bytes captured of a frame; 0 for no limit.</param>
/// <param name="Resolution">Its stamps.</param>
internal readonly record struct PcapNgInterface(uint LinkType, uint SnapLengthBytes, StampResolution Resolution);
