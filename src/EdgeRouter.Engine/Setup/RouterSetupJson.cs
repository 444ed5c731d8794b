using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Engine.Setup;

/// <summary>A shard's whole setup as JSON: the first configuration of every journal, so that a journal replays without anything beside it.</summary>
public static class RouterSetupJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new UniverseJsonConverter(), new TickTableJsonConverter(), new IdJsonConverters.Instrument(), new IdJsonConverters.Venue(), new JsonStringEnumConverter() },
    };

    /// <summary>Writes a setup: the same setup gives the same bytes.</summary>
    /// <param name="setup">The setup.</param>
    public static byte[] Format(RouterSetup setup) => JsonSerializer.SerializeToUtf8Bytes(setup, Options);

    /// <summary>Reads a setup. Its parts are checked by those who use them.</summary>
    /// <param name="utf8">What <see cref="Format"/> gave.</param>
    /// <param name="name">Where it stands, for the message.</param>
    /// <exception cref="EdgeRouterException">ER1131: it is no setup, or one of a newer version.</exception>
    public static RouterSetup Parse(ReadOnlySpan<byte> utf8, string name)
    {
        try
        {
            return JsonSerializer.Deserialize<RouterSetup>(utf8, Options) ?? throw new JsonException("it is null");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw EdgeRouterException.BadInput("ER1131", $"the setup in {name} cannot be read: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }
}
