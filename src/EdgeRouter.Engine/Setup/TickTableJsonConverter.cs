using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeRouter.Core.Domain;

namespace EdgeRouter.Engine.Setup;

/// <summary>A tick table as its bands.</summary>
internal sealed class TickTableJsonConverter : JsonConverter<TickTable>
{
    /// <inheritdoc/>
    public override TickTable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize<TickBand[]>(ref reader, options) ?? throw new JsonException("the tick table is null"));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TickTable value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Bands.ToArray(), options);
}
