using EdgeRouter.Sbe.Properties.Tests.Model;

namespace EdgeRouter.Sbe.Properties.Tests.Harness;

/// <summary>Lays a message's values out for the driver of a version.</summary>
public sealed class ValueFeeder(int version)
{
    private readonly ValueFeed _feed = new();

    public static ValueFeed Feed(ModelBlock message, BlockValue value, int version)
    {
        ValueFeeder feeder = new(version);
        feeder.AddBlock(message, value);
        return feeder._feed;
    }

    private void AddBlock(ModelBlock block, BlockValue value)
    {
        AddFields(block.Fields, value.Fields);
        for (int index = 0; index < block.Groups.Count; index++)
        {
            if (block.Groups[index].Since <= version)
            {
                _feed.Add((ulong)value.Groups[index].Length);
                Array.ForEach(value.Groups[index], entry => AddBlock(block.Groups[index], entry));
            }
        }

        for (int index = 0; index < block.Data.Count; index++)
        {
            if (block.Data[index].Since <= version)
            {
                _feed.Add(value.Data[index]);
            }
        }
    }

    private void AddFields(IReadOnlyList<ModelField> fields, FieldValue?[] values)
    {
        for (int index = 0; index < fields.Count; index++)
        {
            if (!fields[index].IsConstant && fields[index].Since <= version)
            {
                _feed.Add(values[index] == null ? 0UL : 1UL);
                AddField(fields[index], values[index]);
            }
        }
    }

    private void AddField(ModelField field, FieldValue? value)
    {
        switch (value)
        {
            case FieldValue.Number number:
                _feed.Add(number.Value.Bits((field.Type as ScalarType)?.Wire ?? Wire.UInt64));
                break;
            case FieldValue.Numbers numbers:
                Array.ForEach(numbers.Values, one => _feed.Add(one.Bits(((ScalarType)field.Type).Wire)));
                break;
            case FieldValue.Bytes bytes:
                _feed.Add(bytes.Values);
                break;
            case FieldValue.Composite composite:
                AddFields(((CompositeType)field.Type).Members, composite.Members);
                break;
        }
    }
}
