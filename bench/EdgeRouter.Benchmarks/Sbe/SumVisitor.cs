using System.Buffers.Binary;
using EdgeRouter.Sbe.Schema;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Benchmarks.Sbe;

/// <summary>Reads every field that the walker shows and adds it up: integers by value, reals by their bits, texts by length and first byte. Constants
/// count for nothing. The generated readers add up the same, so that their sums can be compared.</summary>
public struct SumVisitor : ISbeVisitor
{
    /// <summary>The sum so far, modulo 2^64.</summary>
    public long Sum { get; private set; }

    /// <summary>What a text adds: it is found in place, and copied or looked at by nobody.</summary>
    /// <param name="text">The text.</param>
    public static long Text(ReadOnlySpan<byte> text) => text.Length;

    /// <inheritdoc/>
    public void OnField(SbeField field, ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            Sum += Value(field.Type, bytes);
        }
    }

    /// <inheritdoc/>
    public void OnData(SbeData data, ReadOnlySpan<byte> bytes) => Sum += Text(bytes);

    /// <inheritdoc/>
    public readonly void OnMessage(SbeMessage message, int version)
    {
    }

    /// <inheritdoc/>
    public readonly void OnGroup(SbeGroup group, long count)
    {
    }

    /// <inheritdoc/>
    public readonly void OnEntry(SbeGroup group, long index)
    {
    }

    /// <inheritdoc/>
    public readonly void OnEntryEnd(SbeGroup group)
    {
    }

    /// <inheritdoc/>
    public readonly void OnGroupEnd(SbeGroup group)
    {
    }

    /// <inheritdoc/>
    public readonly void OnMessageEnd(in SbeWalkResult result)
    {
    }

    private static long Value(SbeType type, ReadOnlySpan<byte> bytes) => type switch
    {
        SbeComposite composite => Members(composite, bytes),
        SbeEnum named => SbeInteger.Read(bytes, named.Encoding.Primitive, isBigEndian: false),
        SbeSet named => SbeInteger.Read(bytes, named.Primitive, isBigEndian: false),
        SbeScalar { IsArray: false } scalar => Element(scalar.Primitive, bytes),
        SbeScalar { Primitive: SbePrimitive.Char } => Text(bytes),
        SbeScalar scalar => Elements(scalar, bytes),
        _ => 0,
    };

    private static long Members(SbeComposite composite, ReadOnlySpan<byte> bytes)
    {
        long sum = 0;
        for (int i = 0; i < composite.Members.Count; i++)
        {
            SbeField member = composite.Members[i];
            sum += member.EncodedLength == 0 || member.End > bytes.Length ? 0 : Value(member.Type, bytes.Slice(member.Offset, member.EncodedLength));
        }

        return sum;
    }

    private static long Elements(SbeScalar scalar, ReadOnlySpan<byte> bytes)
    {
        long sum = 0;
        int sizeBytes = scalar.Primitive.SizeBytes();
        for (int offset = 0; offset < bytes.Length; offset += sizeBytes)
        {
            sum += Element(scalar.Primitive, bytes[offset..]);
        }

        return sum;
    }

    private static long Element(SbePrimitive primitive, ReadOnlySpan<byte> bytes) => primitive == SbePrimitive.Float
        ? BinaryPrimitives.ReadInt32LittleEndian(bytes)
        : SbeInteger.Read(bytes, primitive, isBigEndian: false);
}
