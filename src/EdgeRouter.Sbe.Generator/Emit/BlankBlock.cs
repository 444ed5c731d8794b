using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Computes the bytes that an encoder starts a block with: null values in optional fields, zero elsewhere.</summary>
internal static class BlankBlock
{
    public static byte[] Of(SchemaModel model, SbeBlock block)
    {
        byte[] bytes = new byte[block.BlockLength];
        foreach (SbeField field in block.Fields)
        {
            Fill(model, bytes, field, field.Offset, isOptional: false);
        }

        return bytes;
    }

    /// <summary>A composite of nothing but null values.</summary>
    public static byte[] OfAbsent(SchemaModel model, SbeComposite type)
    {
        byte[] bytes = new byte[type.EncodedLength];
        foreach (SbeField member in type.Members)
        {
            Fill(model, bytes, member, member.Offset, isOptional: true);
        }

        return bytes;
    }

    private static void Fill(SchemaModel model, byte[] bytes, SbeField field, int offset, bool isOptional)
    {
        bool isNull = isOptional || field.Presence == SbePresence.Optional;
        switch (field.Type)
        {
            case SbeComposite composite when field.Presence != SbePresence.Constant:
                foreach (SbeField member in composite.Members)
                {
                    Fill(model, bytes, member, offset + member.Offset, isNull);
                }

                break;
            case SbeScalar scalar when isNull && field.Presence != SbePresence.Constant:
                for (int index = 0; index < scalar.Length; index++)
                {
                    Put(model, bytes, offset + (index * scalar.Primitive.SizeBytes()), scalar.Primitive, scalar.NullValue);
                }

                break;
            case SbeEnum type when isNull && field.Presence != SbePresence.Constant:
                Put(model, bytes, offset, type.Encoding.Primitive, type.Encoding.NullValue);
                break;
        }
    }

    private static void Put(SchemaModel model, byte[] bytes, int offset, SbePrimitive primitive, SbeNumber value)
    {
        ulong bits = primitive switch
        {
            SbePrimitive.Float => BitConverter.ToUInt32(BitConverter.GetBytes((float)value.Real), 0),
            SbePrimitive.Double => unchecked((ulong)BitConverter.DoubleToInt64Bits(value.Real)),
            _ => value.Bits,
        };
        int size = primitive.SizeBytes();
        for (int index = 0; index < size; index++)
        {
            int place = model.Schema.IsBigEndian ? size - 1 - index : index;
            bytes[offset + place] = unchecked((byte)(bits >> (8 * index)));
        }
    }
}
