namespace EdgeRouter.Protocol.Messages;

/// <summary>Reads messages of the protocol as domain values. Every length is checked before anything is handed on; nothing is allocated, but for a session
/// start. Enum values are handed on as they are: a newer sender may use one that this build does not know.</summary>
public static partial class ProtocolReader
{
    /// <summary>Reads one message, header included, and hands it to a visitor.</summary>
    /// <typeparam name="TVisitor">A struct, to have the calls inlined, or a class.</typeparam>
    /// <param name="message">The whole message.</param>
    /// <param name="visitor">Who takes it.</param>
    public static ProtocolReadResult Dispatch<TVisitor>(ReadOnlySpan<byte> message, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!SchemaInfo.TryReadHeader(message, out int blockLength, out int templateId, out int schemaId, out int version))
            return ProtocolReadResult.Malformed;
        if (schemaId != SchemaInfo.Id)
            return ProtocolReadResult.Unknown;
        ReadOnlySpan<byte> body = message[SchemaInfo.HeaderLength..];
        bool? isWhole = templateId switch
        {
            SessionStartDecoder.TemplateId => ReadSessionStart(body, blockLength, version, ref visitor),
            SessionEndDecoder.TemplateId => ReadSessionEnd(body, blockLength, version, ref visitor),
            ParentOrderNewDecoder.TemplateId => ReadParentOrder(body, blockLength, version, ref visitor),
            ParentOrderDoneDecoder.TemplateId => ReadParentOutcome(body, blockLength, version, ref visitor),
            ParentOrderCancelDecoder.TemplateId => ReadParentCancel(body, blockLength, version, ref visitor),
            ParentOrderReplaceDecoder.TemplateId => ReadParentReplace(body, blockLength, version, ref visitor),
            ParentOrderReplacedDecoder.TemplateId => ReadParentReplaced(body, blockLength, version, ref visitor),
            ChildOrderNewDecoder.TemplateId => ReadChildOrder(body, blockLength, version, ref visitor),
            ChildOrderCancelDecoder.TemplateId => ReadCancelRequest(body, blockLength, version, ref visitor),
            ExecutionReportDecoder.TemplateId => ReadExecutionReport(body, blockLength, version, ref visitor),
            MarkOutDecoder.TemplateId => ReadMarkOut(body, blockLength, version, ref visitor),
            ChildDoubtDecoder.TemplateId => ReadChildDoubt(body, blockLength, version, ref visitor),
            DecisionDecoder.TemplateId => ReadDecision(body, blockLength, version, ref visitor),
            ScoresDecoder.TemplateId => ReadScores(body, blockLength, version, ref visitor),
            TimerDecoder.TemplateId => ReadTimer(body, blockLength, version, ref visitor),
            ControlDecoder.TemplateId => ReadControl(body, blockLength, version, ref visitor),
            AlertDecoder.TemplateId => ReadAlert(body, blockLength, version, ref visitor),
            ConfigurationDecoder.TemplateId => ReadConfiguration(body, blockLength, version, ref visitor),
            MarketPacketDecoder.TemplateId => ReadPacket(body, blockLength, version, ref visitor),
            _ => ReadLinkMessage(templateId, body, blockLength, version, ref visitor),
        };
        return isWhole switch
        {
            true => ProtocolReadResult.Ok,
            false => ProtocolReadResult.Malformed,
            null => ProtocolReadResult.Unknown,
        };
    }

    /// <summary>Reads the envelope alone, also of a message that this program does not know: every message of the schema begins with it.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="envelope">The envelope.</param>
    /// <returns>False when it is too short, or of another schema.</returns>
    public static bool TryReadEnvelope(ReadOnlySpan<byte> message, out MessageEnvelope envelope)
    {
        envelope = default;

        // A timer has an envelope and one number: less than any other message has.
        if (!SchemaInfo.TryReadHeader(message, out int blockLength, out _, out int schemaId, out int version) || schemaId != SchemaInfo.Id
            || !TimerDecoder.TryWrap(message[SchemaInfo.HeaderLength..], blockLength, version, out TimerDecoder d))
        {
            return false;
        }

        envelope = MessageEnvelope.From(d.Envelope);
        return true;
    }

    private static bool ReadDecision<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!DecisionDecoder.TryWrap(body, blockLength, version, out DecisionDecoder d)
            || !DecisionView.TryCreate(d, out DecisionView view))
        {
            return false;
        }

        visitor.OnDecision(MessageEnvelope.From(d.Envelope), view);
        return true;
    }

    private static bool ReadScores<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!ScoresDecoder.TryWrap(body, blockLength, version, out ScoresDecoder d))
            return false;

        visitor.OnScores(MessageEnvelope.From(d.Envelope), new ScoresView(d));
        return true;
    }
}
