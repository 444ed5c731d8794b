using System.Buffers.Binary;
using EdgeRouter.Core.Packets;
using EdgeRouter.Feeds.Cme;
using EdgeRouter.Feeds.Cme.Wire;
using EdgeRouter.Ingest;

namespace EdgeRouter.Benchmarks;

/// <summary>Frames of a CME channel for benchmarks: the real capture where shared data is there, else generated book refreshes of the same number of
/// packets and messages.</summary>
public static class CmeFrames
{
    /// <summary>Messages in the frames, both lines.</summary>
    public const int MessageCount = 10_598;

    /// <summary>Sequences that the frames cover.</summary>
    public const uint SequenceCount = 5_000;

    /// <summary>Line A.</summary>
    public static readonly FeedEndpoint LineA = new(0xE000_1F0B, 14_320);

    /// <summary>Line B.</summary>
    public static readonly FeedEndpoint LineB = new(0xE000_200B, 15_320);

    private const string CapturePath = "cme/cme_mdp3_v1.8_ch320_AB_20160927.pcapng";
    private const int MessageBytes = 2 + SchemaInfo.HeaderLength + MDIncrementalRefreshBook32Encoder.BlockLength + 3
        + MDIncrementalRefreshBook32Encoder.NoMDEntriesEncoder.BlockLength + 8;

    /// <summary>Whether the real capture is on this machine.</summary>
    public static bool IsCapture => FindCapture() is not null;

    /// <summary>Loads or makes the frames.</summary>
    public static IReadOnlyList<byte[]> Load() => FindCapture() is { } path ? Read(path) : Generate();

    /// <summary>Whether a frame is line A's.</summary>
    /// <param name="frame">A frame of <see cref="Load"/>.</param>
    public static bool IsLineA(byte[] frame) => BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(FrameBuilder.HeaderBytes - 6)) == LineA.Port;

    private static string? FindCapture()
    {
        List<string> folders = [];
        if (Environment.GetEnvironmentVariable("EDGEROUTER_DATA") is { Length: > 0 } configured)
        {
            folders.Add(configured);
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            folders.Add(Path.Combine(folder.FullName, "shared", "data"));
        }

        return folders.Select(folder => Path.Combine(folder, CapturePath)).FirstOrDefault(File.Exists);
    }

    private static List<byte[]> Read(string path)
    {
        List<byte[]> frames = [];
        using CaptureFile file = CaptureFile.Open(path);
        while (file.TryRead(out FrameDescriptor frame))
        {
            frames.Add(frame.Bytes.ToArray());
        }

        return frames;
    }

    private static List<byte[]> Generate()
    {
        List<byte[]> frames = [];
        for (uint sequence = 1; sequence <= SequenceCount; sequence++)
        {
            // 299 packets of two messages and 4,701 of one: 5,299 messages on each line.
            byte[] payload = Packet(sequence, sequence <= (MessageCount / 2) - SequenceCount ? 2 : 1);
            frames.Add(Frame(LineA, payload));
            frames.Add(Frame(LineB, payload));
        }

        return frames;
    }

    private static byte[] Frame(FeedEndpoint line, byte[] payload)
    {
        byte[] frame = new byte[FrameBuilder.HeaderBytes + payload.Length];
        FrameBuilder.Write(frame, new UdpFrameHeader(0x0A00_0001, line.Address, 10_000, line.Port), payload);
        return frame;
    }

    private static byte[] Packet(uint sequence, int messageCount)
    {
        byte[] payload = new byte[CmeMdp3Protocol.PacketHeaderBytes + (messageCount * MessageBytes)];
        BinaryPrimitives.WriteUInt32LittleEndian(payload, sequence);
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(4), sequence);
        for (int i = 0; i < messageCount; i++)
        {
            Span<byte> message = payload.AsSpan(CmeMdp3Protocol.PacketHeaderBytes + (i * MessageBytes), MessageBytes);
            BinaryPrimitives.WriteUInt16LittleEndian(message, MessageBytes);
            WriteRefresh(message[2..], sequence, i);
        }

        return payload;
    }

    private static void WriteRefresh(Span<byte> room, uint sequence, int index)
    {
        MDIncrementalRefreshBook32Encoder.TryWrapWithHeader(room, out MDIncrementalRefreshBook32Encoder refresh);
        refresh.TransactTime = sequence;
        refresh.MatchEventIndicator = MatchEventIndicator.EndOfEvent;
        MDIncrementalRefreshBook32Encoder.NoMDEntriesEncoder entry = refresh.BeginNoMDEntries(1);
        entry.Next();
        bool isBid = ((sequence + index) & 1) == 0;
        byte level = (byte)(1 + (sequence % 10));
        entry.MDEntryPxMantissa = (isBid ? 100_000_000L - level : 100_000_000L + level) * 1_000;
        entry.MDEntrySize = 1 + (int)(sequence % 97);
        entry.SecurityID = 1_000 + (int)(sequence % 39);
        entry.RptSeq = sequence;
        entry.NumberOfOrders = 1 + (int)(sequence % 7);
        entry.MDPriceLevel = level;
        entry.MDUpdateAction = MDUpdateAction.Change;
        entry.MDEntryType = isBid ? MDEntryTypeBook.Bid : MDEntryTypeBook.Offer;
        refresh.BeginNoOrderIDEntries(0);
    }
}
