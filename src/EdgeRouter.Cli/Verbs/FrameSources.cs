using EdgeRouter.Core.Packets;
using EdgeRouter.Dpdk;
using EdgeRouter.Ingest;

namespace EdgeRouter.Cli.Verbs;

/// <summary>Opens a capture the way the user asked for.</summary>
internal static class FrameSources
{
    /// <summary>DPDK's net_pcap device over the file.</summary>
    public const string Dpdk = "dpdk";

    /// <summary>The memory-mapped file.</summary>
    public const string File = "file";

    /// <summary>Opens a capture.</summary>
    /// <param name="source"><see cref="Dpdk"/> or <see cref="File"/>.</param>
    /// <param name="path">Capture.</param>
    public static IFrameSource Open(string source, string path) => source == Dpdk
        ? new DpdkCaptureSource(DpdkEnvironment.GetOrStart(), path)
        : new CaptureFileSource(path);
}
