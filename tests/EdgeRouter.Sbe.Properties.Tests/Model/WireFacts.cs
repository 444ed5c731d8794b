namespace EdgeRouter.Sbe.Properties.Tests.Model;

/// <summary>Name, size, range and default null of the primitive encodings (specification 1.0, "Numeric field encoding" and "Character").</summary>
public static class WireFacts
{
    public static string XmlName(this Wire wire) => wire.ToString().ToLowerInvariant();

    public static string CSharpName(this Wire wire) => wire switch
    {
        Wire.Char or Wire.UInt8 => "byte",
        Wire.Int8 => "sbyte",
        Wire.Int16 => "short",
        Wire.UInt16 => "ushort",
        Wire.Int32 => "int",
        Wire.UInt32 => "uint",
        Wire.Int64 => "long",
        Wire.UInt64 => "ulong",
        Wire.Float => "float",
        _ => "double",
    };

    public static int Size(this Wire wire) => wire switch
    {
        Wire.Char or Wire.Int8 or Wire.UInt8 => 1,
        Wire.Int16 or Wire.UInt16 => 2,
        Wire.Int32 or Wire.UInt32 or Wire.Float => 4,
        _ => 8,
    };

    public static bool IsReal(this Wire wire) => wire is Wire.Float or Wire.Double;

    public static decimal Low(this Wire wire) => wire switch
    {
        Wire.Int8 => sbyte.MinValue,
        Wire.Int16 => short.MinValue,
        Wire.Int32 => int.MinValue,
        Wire.Int64 => long.MinValue,
        _ => 0,
    };

    public static decimal High(this Wire wire) => wire switch
    {
        Wire.Char or Wire.UInt8 => byte.MaxValue,
        Wire.Int8 => sbyte.MaxValue,
        Wire.Int16 => short.MaxValue,
        Wire.UInt16 => ushort.MaxValue,
        Wire.Int32 => int.MaxValue,
        Wire.UInt32 => uint.MaxValue,
        Wire.Int64 => long.MaxValue,
        _ => ulong.MaxValue,
    };

    /// <summary>The specification's null: NUL for characters, the lowest of the signed, the highest of the unsigned, NaN of the real encodings.</summary>
    public static Scalar DefaultNull(this Wire wire) => wire switch
    {
        Wire.Float or Wire.Double => Scalar.Of(double.NaN),
        Wire.Char => Scalar.Of(0m),
        Wire.Int8 or Wire.Int16 or Wire.Int32 or Wire.Int64 => Scalar.Of(wire.Low()),
        _ => Scalar.Of(wire.High()),
    };
}
