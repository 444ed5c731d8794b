namespace EdgeRouter.Sbe.Walk;

/// <summary>Renders messages as JSON lines.</summary>
public static class SbeJson
{
    /// <summary>Renders one message.</summary>
    /// <param name="walker">Walker over the message's schema.</param>
    /// <param name="message">From the message header's first byte to the message's last.</param>
    /// <param name="result">What was met.</param>
    /// <returns>One JSON object without line breaks; an object with <c>error</c> where the message cannot be read.</returns>
    public static string Render(SbeWalker walker, ReadOnlySpan<byte> message, out SbeWalkResult result)
    {
        using SbeJsonWriter writer = new();
        SbeJsonVisitor visitor = new(writer, walker.Schema);
        result = walker.Walk(message, ref visitor);
        if (result.Status is SbeWalkStatus.ShortHeader or SbeWalkStatus.OtherSchema or SbeWalkStatus.UnknownTemplate)
        {
            writer.StartObject();
            writer.Constant("error", result.Status.ToString());
            writer.Integer("templateId", result.TemplateId);
            writer.Integer("schemaId", result.SchemaId);
            writer.Integer("version", result.Version);
            writer.EndObject();
        }

        return writer.Take();
    }
}
