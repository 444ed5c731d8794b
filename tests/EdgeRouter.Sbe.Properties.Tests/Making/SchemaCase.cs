using System.Globalization;
using System.Text;
using EdgeRouter.Sbe.Properties.Tests.Model;
using EdgeRouter.Sbe.Properties.Tests.Reference;

namespace EdgeRouter.Sbe.Properties.Tests.Making;

/// <summary>A schema, and messages of it.</summary>
public sealed class SchemaCase
{
    private SchemaCase(ModelSchema schema, IReadOnlyList<SchemaMessage> messages)
    {
        Schema = schema;
        Messages = messages;
    }

    public ModelSchema Schema { get; }

    public IReadOnlyList<SchemaMessage> Messages { get; }

    public static SchemaCase Make(int[] numbers, int messagesEach)
    {
        Choices choices = new(numbers);
        ModelSchema schema = SchemaMaker.Make(choices);
        List<SchemaMessage> messages = [];
        foreach (ModelBlock message in schema.Messages)
        {
            for (int index = 0; index < messagesEach; index++)
            {
                int writer = schema.Header.TellsVersions ? schema.FirstVersion + choices.Next(schema.LastVersion - schema.FirstVersion + 1) : schema.LastVersion;
                messages.Add(new SchemaMessage(message, writer, MessageMaker.Make(choices, message, writer)));
            }
        }

        return new SchemaCase(schema, messages);
    }

    /// <summary>The schema's newest version and every message's bytes: what a failure shows.</summary>
    public override string ToString()
    {
        StringBuilder text = new(SchemaXml.Write(Schema, Schema.LastVersion));
        foreach (SchemaMessage message in Messages)
        {
            string hex = Convert.ToHexString(ReferenceEncoder.Encode(Schema, message.Writer, message.Message, message.Value));
            text.Append(CultureInfo.InvariantCulture, $"{message.Message.Name} by version {message.Writer}: {hex}\n");
        }

        return text.ToString();
    }
}
