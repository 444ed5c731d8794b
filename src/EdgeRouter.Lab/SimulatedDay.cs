using System.Buffers;
using System.Text.Json;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Simulation;
using EdgeRouter.Simulation.Feed;
using EdgeRouter.Simulation.Parameters;
using VenueFeed = EdgeRouter.Engine.VenueFeed;

namespace EdgeRouter.Lab;

/// <summary>What a simulated day was made from. It stands beside the day's capture, so that a replay can run the same market again to answer orders.</summary>
/// <param name="Seed">Seed.</param>
/// <param name="Day">Day number, 0 or more.</param>
/// <param name="Market">Parameters.</param>
public sealed record SimulatedDay(ulong Seed, int Day, MarketParameters Market) : ILabDay
{
    /// <summary>Version of the file.</summary>
    public const int SchemaVersion = 1;

    /// <inheritdoc/>
    public string MarketKind => MarketLabels.Of(Market);

    /// <inheritdoc/>
    /// <exception cref="EdgeRouterException">ER7053: a parameter is out of range; ER7060 to ER7062: the real tape is missing or bad.</exception>
    public LabScene Open<TProtocol>()
        where TProtocol : struct, IFeedProtocol
    {
        var simulator = new MarketSimulator(Market, Seed, Day, feed: null);
        FeedPlan plan = simulator.FeedPlan;
        VenueFeed[] feeds = [.. plan.Entries.Select(e => new VenueFeed(e.VenueId, e.LineA, plan.HasLineB ? e.LineB : default) { Snapshots = plan.HasSnapshots ? e.Snapshots : default })];
        return new LabScene(new SimulatedMarket(simulator), simulator.Universe, feeds);
    }

    /// <summary>The file that stands beside a capture.</summary>
    /// <param name="capturePath">The capture.</param>
    public static string PathBeside(string capturePath) => capturePath + ".day.json";

    /// <summary>Writes the file.</summary>
    /// <param name="capturePath">The capture that it stands beside.</param>
    /// <exception cref="EdgeRouterException">ER7103: the folder cannot be written.</exception>
    public void Save(string capturePath)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", SchemaVersion);
            json.WriteNumber("seed", Seed);
            json.WriteNumber("day", Day);
            json.WriteString("kind", MarketKind);
            json.WritePropertyName("market");
            json.WriteRawValue(MarketParametersJson.Format(Market));
            json.WriteEndObject();
        }

        string path = PathBeside(capturePath);
        try
        {
            File.WriteAllBytes(path, buffer.WrittenSpan.ToArray());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EdgeRouterException.Environment("ER7103", $"cannot write '{path}': {e.Message}", e);
        }
    }

    /// <summary>Reads the file that stands beside a capture.</summary>
    /// <param name="capturePath">The capture.</param>
    /// <exception cref="EdgeRouterException">ER7104: there is none, or it cannot be read; ER7105: it is not such a file, or newer than this program; ER70xx: a market parameter.</exception>
    public static SimulatedDay Load(string capturePath)
    {
        string path = PathBeside(capturePath);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EdgeRouterException.BadInput("ER7104", $"'{path}' cannot be read: only a capture made by 'edgerouter simulate' has a market that can answer orders", e);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            JsonElement root = document.RootElement;
            int version = root.GetProperty("schemaVersion").GetInt32();
            int day = version == SchemaVersion ? root.GetProperty("day").GetInt32() : 0;
            Require(version <= SchemaVersion, $"'{path}' has version {version}, this program reads up to {SchemaVersion}: use a newer one");
            Require(version == SchemaVersion, $"'{path}' has version {version}, which never was: simulate the day again");
            Require(day >= 0, $"'{path}' is of day {day}: days count from 0");
            return new SimulatedDay(root.GetProperty("seed").GetUInt64(), day, MarketParametersJson.Parse(root.GetProperty("market").GetRawText(), path));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw EdgeRouterException.BadInput("ER7105", $"'{path}' does not describe a simulated day: {e.Message}", e);
        }
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw EdgeRouterException.BadInput("ER7105", message);
        }
    }
}
