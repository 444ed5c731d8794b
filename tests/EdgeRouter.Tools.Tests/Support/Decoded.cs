using System.Text.Json;
using EdgeRouter.Core.Errors;
using EdgeRouter.Ingest;
using EdgeRouter.Sbe.Schema;
using EdgeRouter.Tools.Decode;
using EdgeRouter.Tools.Decode.Framing;
using EdgeRouter.Tools.Decode.Output;

namespace EdgeRouter.Tools.Tests.Support;

/// <summary>What decoding a capture gave: its counts, and its lines as JSON.</summary>
internal sealed record Decoded(DecodeCounts Counts, IReadOnlyList<JsonElement> Lines, EdgeRouterException? Hopeless)
{
    /// <summary>The field <c>Id</c> of each message that is whole.</summary>
    public IEnumerable<long> Ids => Lines.Where(line => !line.TryGetProperty("error", out _)).Select(line => line.GetProperty("body").GetProperty("Id").GetInt64());

    /// <summary>The errors as lines.</summary>
    public IEnumerable<string> Errors => Lines.Where(line => line.TryGetProperty("error", out _))
        .Select(line => $"frame {(line.TryGetProperty("errorFrame", out JsonElement other) ? other : line.GetProperty("frame"))} offset {line.GetProperty("offset")}: {line.GetProperty("error").GetString()}");

    public static Decoded Of(TestCapture captures, string framing, IEnumerable<byte[]> frames, params SbeSchema[] schemas) =>
        Of(captures, new CaptureDecodeOptions { Framing = Framings.Find(framing), Schemas = schemas }, frames);

    public static Decoded Of(TestCapture captures, CaptureDecodeOptions options, IEnumerable<byte[]> frames) =>
        OfFile(captures.WriteFrames("frames.pcap", frames), options);

    public static Decoded OfFile(string path, CaptureDecodeOptions options)
    {
        List<JsonElement> lines = [];
        CaptureDecoder decoder = new(options, new JsonLineOutput(1, line =>
        {
            using JsonDocument document = JsonDocument.Parse(line);
            lines.Add(document.RootElement.Clone());
        }));
        using CaptureFile file = CaptureFile.Open(path, CaptureLinks.Ip);
        decoder.Run(file, _ => { }, CancellationToken.None);
        EdgeRouterException? hopeless = null;
        try
        {
            decoder.ThrowIfHopeless(path);
        }
        catch (EdgeRouterException error)
        {
            hopeless = error;
        }

        Assert.That(lines.Count(line => line.TryGetProperty("error", out _)), Is.EqualTo(decoder.Counts.Errors));
        Assert.That(lines.Count(line => line.TryGetProperty("body", out _)), Is.EqualTo(decoder.Counts.Messages));
        return new Decoded(decoder.Counts, lines, hopeless);
    }
}
