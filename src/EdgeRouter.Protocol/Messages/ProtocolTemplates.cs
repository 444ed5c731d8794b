namespace EdgeRouter.Protocol.Messages;

/// <summary>Numbers of the messages that are told apart before they are read.</summary>
public static class ProtocolTemplates
{
    /// <summary>A child order.</summary>
    public const int ChildOrderNew = ChildOrderNewDecoder.TemplateId;

    /// <summary>The wish to cancel one.</summary>
    public const int ChildOrderCancel = ChildOrderCancelDecoder.TemplateId;

    /// <summary>What a venue says of one.</summary>
    public const int ExecutionReport = ExecutionReportDecoder.TemplateId;

    /// <summary>A control input.</summary>
    public const int Control = ControlDecoder.TemplateId;

    /// <summary>Which message some bytes are.</summary>
    /// <param name="message">Any bytes.</param>
    /// <returns>Its template id; −1 when it is too short, or of another schema.</returns>
    public static int Of(ReadOnlySpan<byte> message) =>
        SchemaInfo.TryReadHeader(message, out _, out int templateId, out int schemaId, out _) && schemaId == SchemaInfo.Id ? templateId : -1;
}
