using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Tests;

/// <summary>Against the tables of the SBE 1.0 specification, §2.4.</summary>
public sealed class PrimitiveTests
{
    [TestCase(SbePrimitive.Char, 1, "0")]
    [TestCase(SbePrimitive.Int8, 1, "-128")]
    [TestCase(SbePrimitive.UInt8, 1, "255")]
    [TestCase(SbePrimitive.Int16, 2, "-32768")]
    [TestCase(SbePrimitive.UInt16, 2, "65535")]
    [TestCase(SbePrimitive.Int32, 4, "-2147483648")]
    [TestCase(SbePrimitive.UInt32, 4, "4294967295")]
    [TestCase(SbePrimitive.Int64, 8, "-9223372036854775808")]
    [TestCase(SbePrimitive.UInt64, 8, "18446744073709551615")]
    [TestCase(SbePrimitive.Float, 4, "NaN")]
    [TestCase(SbePrimitive.Double, 8, "NaN")]
    public void ShouldKnowSizeAndNull(SbePrimitive primitive, int sizeBytes, string nullValue)
    {
        Assert.That(primitive.SizeBytes(), Is.EqualTo(sizeBytes));
        Assert.That(primitive.DefaultNull().ToString(), Is.EqualTo(nullValue));
        Assert.That(SbePrimitives.TryParse(primitive.SchemaName(), out SbePrimitive parsed), Is.True);
        Assert.That(parsed, Is.EqualTo(primitive));
    }

    [TestCase(SbePrimitive.Char, "A", "65")]
    [TestCase(SbePrimitive.Char, " ", "32")]
    [TestCase(SbePrimitive.Char, " 5 ", "53")]
    [TestCase(SbePrimitive.Char, "10", "10")]
    [TestCase(SbePrimitive.Int8, "-1", "-1")]
    [TestCase(SbePrimitive.UInt16, "0xFFFF", "65535")]
    [TestCase(SbePrimitive.UInt64, "18446744073709551615", "18446744073709551615")]
    [TestCase(SbePrimitive.Double, "0.5", "0.5")]
    public void ShouldParseValues(SbePrimitive primitive, string text, string value)
    {
        Assert.That(primitive.TryParseValue(text, out SbeNumber number), Is.True);
        Assert.That(number.ToString(), Is.EqualTo(value));
    }

    [TestCase(SbePrimitive.UInt8, "256")]
    [TestCase(SbePrimitive.UInt8, "-1")]
    [TestCase(SbePrimitive.Int8, "128")]
    [TestCase(SbePrimitive.Int32, "1.5")]
    [TestCase(SbePrimitive.Int32, "")]
    [TestCase(SbePrimitive.Char, "AB")]
    [TestCase(SbePrimitive.UInt64, "18446744073709551616")]
    public void ShouldRefuseValues(SbePrimitive primitive, string text) =>
        Assert.That(primitive.TryParseValue(text, out SbeNumber _), Is.False);
}
