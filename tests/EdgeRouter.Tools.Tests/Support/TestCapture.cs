using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Packets;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Ingest;

namespace EdgeRouter.Tools.Tests.Support;

/// <summary>Captures in a folder of their own.</summary>
internal sealed class TestCapture : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edgerouter");

    public string Write(string name, params (uint Group, ushort Port, byte[] Payload)[] packets)
    {
        using CaptureWriter writer = new(Path.Combine(_folder.FullName, name));
        foreach ((uint group, ushort port, byte[] payload) in packets)
        {
            byte[] frame = new byte[FrameBuilder.HeaderBytes + payload.Length];
            FrameBuilder.Write(frame, new UdpFrameHeader(0x0A00_0001, group, 9_999, port), payload);
            writer.Write(frame, writer.FrameCount * 1_000);
        }

        return writer.Path;
    }

    public string WriteFrames(string name, IEnumerable<byte[]> frames)
    {
        using CaptureWriter writer = new(Path.Combine(_folder.FullName, name));
        foreach (byte[] frame in frames)
        {
            writer.Write(frame, 1_700_000_000_000_000_000 + (writer.FrameCount * 1_000));
        }

        return writer.Path;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>A MEMOIR packet of added orders.</summary>
    public static byte[] Memoir(ulong sequence, int orderCount)
    {
        MemoirDepthEncoder encoder = new();
        encoder.Begin(1, sequence);
        for (int i = 0; i < orderCount; i++)
        {
            encoder.TryAdd(new OrderAdded(7, sequence + (ulong)i, Side.Buy, new Price(1_000_000_000L * (i + 1)), 100, 1));
        }

        return encoder.Finish().ToArray();
    }
}
