using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;
using EdgeRouter.Ingest;

namespace EdgeRouter.Tools.Replay;

/// <summary>Finds the feed lines of a capture from the destinations of its first frames.</summary>
public static class FeedLineScan
{
    /// <summary>Frames looked at: enough for every line of a busy channel to have spoken.</summary>
    public const int FrameCountMax = 20_000;

    private const int CmeLineAFirst = 14_000;
    private const int CmeLineBFirst = 15_000;
    private const int CmeLineSpan = 1_000;

    /// <summary>Pairs lines by CME's port convention: 14xxx is line A and 15xxx line B of channel xxx.</summary>
    /// <param name="path">Capture.</param>
    /// <returns>Channels by number.</returns>
    /// <exception cref="EdgeRouterException">ER2050: no such port in the first frames; and what opening a capture throws.</exception>
    public static IReadOnlyList<FeedLines> FindCme(string path)
    {
        var channels = new SortedDictionary<int, FeedLines>();
        foreach (FeedEndpoint endpoint in Destinations(path))
        {
            if (endpoint.Port is >= CmeLineAFirst and < CmeLineAFirst + CmeLineSpan)
            {
                int channel = endpoint.Port - CmeLineAFirst;
                channels[channel] = channels.GetValueOrDefault(channel) with { LineA = endpoint };
            }
            else if (endpoint.Port is >= CmeLineBFirst and < CmeLineBFirst + CmeLineSpan)
            {
                int channel = endpoint.Port - CmeLineBFirst;
                channels[channel] = channels.GetValueOrDefault(channel) with { LineB = endpoint };
            }
        }

        return channels.Count > 0
            ? [.. channels.Values]
            : throw EdgeRouterException.BadInput("ER2050", $"no packet to a port of 14000 to 15999 in the first {FrameCountMax} frames of '{path}': name the lines with --line-a and --line-b GROUP:PORT");
    }

    /// <summary>Takes every destination for a feed with one line.</summary>
    /// <param name="path">Capture.</param>
    /// <returns>Feeds by port, then group.</returns>
    /// <exception cref="EdgeRouterException">ER2051: no UDP in the first frames; and what opening a capture throws.</exception>
    public static IReadOnlyList<FeedLines> FindSingleLines(string path)
    {
        FeedLines[] feeds = [.. Destinations(path).OrderBy(e => e.Port).ThenBy(e => e.Address).Select(e => new FeedLines(e, default))];
        return feeds.Length > 0
            ? feeds
            : throw EdgeRouterException.BadInput("ER2051", $"no UDP packet in the first {FrameCountMax} frames of '{path}'");
    }

    private static HashSet<FeedEndpoint> Destinations(string path)
    {
        using CaptureFile file = CaptureFile.Open(path);
        var found = new HashSet<FeedEndpoint>();
        ParseCounters counters = default;
        for (int i = 0; i < FrameCountMax && file.Read(out FrameDescriptor frame) == CaptureReadStatus.Frame; i++)
        {
            if (FrameParser.TryParse(frame.Bytes, frame.ReceiveTimeNs, ref counters, out Datagram datagram))
            {
                found.Add(new FeedEndpoint(datagram.DestinationAddress, datagram.DestinationPort));
            }
        }

        return found;
    }
}
