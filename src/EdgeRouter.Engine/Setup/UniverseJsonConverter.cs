using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeRouter.Core.Domain;

namespace EdgeRouter.Engine.Setup;

/// <summary>A universe as its two lists.</summary>
internal sealed class UniverseJsonConverter : JsonConverter<Universe>
{
    /// <inheritdoc/>
    public override Universe Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Lists lists = JsonSerializer.Deserialize<Lists>(ref reader, options) ?? throw new JsonException("the universe is null");
        return new Universe(lists.Instruments, lists.Venues);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Universe value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Lists { Instruments = value.Instruments.ToArray(), Venues = value.Venues.ToArray() }, options);

    private sealed record Lists
    {
        public required IReadOnlyList<Instrument> Instruments { get; init; }

        public required IReadOnlyList<Venue> Venues { get; init; }
    }
}
