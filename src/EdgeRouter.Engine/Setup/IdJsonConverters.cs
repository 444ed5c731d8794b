using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeRouter.Core.Domain;

namespace EdgeRouter.Engine.Setup;

/// <summary>Ids as plain numbers.</summary>
internal static class IdJsonConverters
{
    /// <summary>An instrument id.</summary>
    internal sealed class Instrument : JsonConverter<InstrumentId>
    {
        /// <inheritdoc/>
        public override InstrumentId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, InstrumentId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }

    /// <summary>A venue id.</summary>
    internal sealed class Venue : JsonConverter<VenueId>
    {
        /// <inheritdoc/>
        public override VenueId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetByte());

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, VenueId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }
}
