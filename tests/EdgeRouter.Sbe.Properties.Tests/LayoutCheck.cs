using EdgeRouter.Sbe.Properties.Tests.Model;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Properties.Tests;

/// <summary>Compares a parsed schema with the model that it was printed from: every offset, length, presence and version.</summary>
internal static class LayoutCheck
{
    public static void Compare(ModelSchema model, int version, SbeSchema schema)
    {
        Assert.That((schema.Id, schema.Version, schema.IsBigEndian, schema.Package), Is.EqualTo((model.Id, version, model.IsBigEndian, model.Package)));
        Assert.That(schema.Header.EncodedLength, Is.EqualTo(model.Header.Length));
        CompareSlot(schema.Header.BlockLength, model.Header.Find("blockLength"));
        CompareSlot(schema.Header.TemplateId, model.Header.Find("templateId"));
        CompareSlot(schema.Header.SchemaId, model.Header.Find("schemaId"));
        CompareSlot(schema.Header.Version, model.Header.Find("version"));
        CompareSlot(schema.Header.NumGroups, model.Header.Find("numGroups"));
        Assert.That(schema.Messages.Select(message => (message.Name, message.Id)), Is.EqualTo(model.Messages.Select(message => (message.Name, message.Id))));
        foreach (ModelBlock message in model.Messages)
        {
            CompareBlock(message, version, schema.FindMessage(message.Id)!);
        }
    }

    private static void CompareBlock(ModelBlock model, int version, SbeBlock block)
    {
        Assert.That((block.Name, block.BlockLength), Is.EqualTo((model.Name, model.BlockLengthAt(version))));
        CompareFields(model.Fields, version, block.Fields);
        ModelGroup[] groups = [.. model.Groups.Where(group => group.Since <= version)];
        Assert.That(block.Groups.Select(group => group.Name), Is.EqualTo(groups.Select(group => group.Name)));
        for (int index = 0; index < groups.Length; index++)
        {
            SbeDimension dimension = block.Groups[index].Dimension;
            Assert.That(dimension.EncodedLength, Is.EqualTo(groups[index].Dimension.Length));
            CompareSlot(dimension.BlockLength, groups[index].Dimension.Slot("blockLength"));
            CompareSlot(dimension.NumInGroup, groups[index].Dimension.Slot("numInGroup"));
            CompareBlock(groups[index], version, block.Groups[index]);
        }

        Assert.That(
            block.Data.Select(data => (data.Name, data.HeaderLength, data.Payload.Primitive.SchemaName(), data.Facts.SinceVersion)),
            Is.EqualTo(model.Data.Where(data => data.Since <= version).Select(data => (data.Name, data.Type.PayloadOffset, data.Type.Payload.XmlName(), data.Since))));
    }

    private static void CompareFields(IEnumerable<ModelField> all, int version, IReadOnlyList<SbeField> fields)
    {
        ModelField[] model = [.. all.Known(version)];
        Assert.That(fields.Select(field => field.Name), Is.EqualTo(model.Select(field => field.Name)));
        for (int index = 0; index < model.Length; index++)
        {
            SbeField field = fields[index];
            Assert.That((field.Presence.ToString(), field.Facts.SinceVersion), Is.EqualTo((model[index].Presence.ToString(), model[index].Since)), field.Name);
            if (model[index].IsConstant)
            {
                Assert.That(field.EncodedLength, Is.Zero);
                continue;
            }

            Assert.That((field.Offset, field.EncodedLength), Is.EqualTo((model[index].Offset, model[index].Type.SizeAt(version))), field.Name);
            if (model[index].Type is CompositeType composite)
            {
                CompareFields(composite.Members, version, ((SbeComposite)field.Type).Members);
            }
        }
    }

    private static void CompareSlot(SbeSlot? slot, HeaderSlot? model) =>
        Assert.That((slot?.Offset, slot?.Primitive.SchemaName()), Is.EqualTo((model?.Offset, model?.Wire.XmlName())));
}
