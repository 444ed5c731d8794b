using EdgeRouter.Sbe.Properties.Tests.Model;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Properties.Tests;

/// <summary>Compares a parsed schema with the model that it was printed from: every offset, length, presence and version.</summary>
internal static class LayoutCheck
{
    public static void Compare(ModelSchema model, int version, SbeSchema schema)
    {
        Agree.Equal((schema.Id, schema.Version, schema.IsBigEndian, schema.Package), (model.Id, version, model.IsBigEndian, model.Package), "schema");
        Agree.Equal(schema.Header.EncodedLength, model.Header.Length, "header length");
        CompareSlot(schema.Header.BlockLength, model.Header.Find("blockLength"));
        CompareSlot(schema.Header.TemplateId, model.Header.Find("templateId"));
        CompareSlot(schema.Header.SchemaId, model.Header.Find("schemaId"));
        CompareSlot(schema.Header.Version, model.Header.Find("version"));
        CompareSlot(schema.Header.NumGroups, model.Header.Find("numGroups"));
        Agree.Sequence(schema.Messages.Select(message => (message.Name, message.Id)), model.Messages.Select(message => (message.Name, message.Id)), "messages");
        foreach (ModelBlock message in model.Messages)
        {
            CompareBlock(message, version, schema.FindMessage(message.Id)!);
        }
    }

    private static void CompareBlock(ModelBlock model, int version, SbeBlock block)
    {
        Agree.Equal((block.Name, block.BlockLength), (model.Name, model.BlockLengthAt(version)), "block length");
        CompareFields(model.Fields, version, block.Fields);
        ModelGroup[] groups = [.. model.Groups.Where(group => group.Since <= version)];
        Agree.Sequence(block.Groups.Select(group => group.Name), groups.Select(group => group.Name), "groups");
        for (int index = 0; index < groups.Length; index++)
        {
            SbeDimension dimension = block.Groups[index].Dimension;
            Agree.Equal(dimension.EncodedLength, groups[index].Dimension.Length, groups[index].Dimension.Name);
            CompareSlot(dimension.BlockLength, groups[index].Dimension.Slot("blockLength"));
            CompareSlot(dimension.NumInGroup, groups[index].Dimension.Slot("numInGroup"));
            CompareBlock(groups[index], version, block.Groups[index]);
        }

        Agree.Sequence(
            block.Data.Select(data => (data.Name, data.HeaderLength, data.Payload.Primitive.SchemaName(), data.Facts.SinceVersion)),
            model.Data.Where(data => data.Since <= version).Select(data => (data.Name, data.Type.PayloadOffset, data.Type.Payload.XmlName(), data.Since)),
            "data");
    }

    private static void CompareFields(IEnumerable<ModelField> all, int version, IReadOnlyList<SbeField> fields)
    {
        ModelField[] model = [.. all.Known(version)];
        Agree.Sequence(fields.Select(field => field.Name), model.Select(field => field.Name), "fields");
        for (int index = 0; index < model.Length; index++)
        {
            SbeField field = fields[index];
            Agree.Equal((field.Presence.ToString(), field.Facts.SinceVersion), (model[index].Presence.ToString(), model[index].Since), field.Name);
            if (model[index].IsConstant)
            {
                Agree.Equal(field.EncodedLength, 0, field.Name);
                continue;
            }

            Agree.Equal((field.Offset, field.EncodedLength), (model[index].Offset, model[index].Type.SizeAt(version)), field.Name);
            if (model[index].Type is CompositeType composite)
            {
                CompareFields(composite.Members, version, ((SbeComposite)field.Type).Members);
            }
        }
    }

    private static void CompareSlot(SbeSlot? slot, HeaderSlot? model) =>
        Agree.Equal((slot?.Offset, slot?.Primitive.SchemaName()), (model?.Offset, model?.Wire.XmlName()), model?.Name ?? "no slot");
}
