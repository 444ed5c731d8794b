namespace EdgeRouter.Sbe.Properties.Tests.Model;

/// <summary>The primitive encodings of Simple Binary Encoding 1.0, as the specification's tables give them.</summary>
public enum Wire
{
    Char,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Float,
    Double,
}
