using EdgeRouter.Sbe;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Tools.Tests.Support;

/// <summary>A small schema with every kind of part, and its messages laid out by hand.</summary>
internal static class Orders
{
    public const string Standard = "<type name='blockLength' primitiveType='uint16'/><type name='templateId' primitiveType='uint16'/><type name='schemaId' primitiveType='uint16'/><type name='version' primitiveType='uint16'/>";

    /// <summary>Message 5 of schema 7, version 2: the block has 16 bytes.</summary>
    public static SbeSchema Schema(string header = Standard, int version = 2, int id = 7, string more = "", string byteOrder = "littleEndian")
    {
        string text = $"""
            <messageSchema package='t' id='{id}' version='{version}' byteOrder='{byteOrder}'>
              <types>
                <composite name='messageHeader'>{header}</composite>
                <composite name='groupSizeEncoding'><type name='blockLength' primitiveType='uint16'/><type name='numInGroup' primitiveType='uint16'/></composite>
                <composite name='text'><type name='length' primitiveType='uint16'/><type name='varData' length='0' primitiveType='char'/></composite>
                <composite name='blob'><type name='length' primitiveType='uint32'/><type name='varData' length='0' primitiveType='uint8'/></composite>
                <composite name='price'><type name='mantissa' primitiveType='int64'/><type name='exponent' primitiveType='int8' presence='constant'>-2</type></composite>
                <enum name='side' encodingType='uint8'><validValue name='Buy'>1</validValue><validValue name='Sell'>2</validValue></enum>
                <set name='flags' encodingType='uint8'><choice name='Hidden'>0</choice><choice name='Ioc'>1</choice></set>
                <type name='code' primitiveType='char' length='2'/>
              </types>
              <message name='Order' id='5'>
                <field name='Id' id='1' type='uint32'/><field name='Px' id='2' type='price'/><field name='Side' id='3' type='side'/><field name='Flags' id='4' type='flags'/><field name='Code' id='5' type='code'/>
                <group name='Legs' id='10' dimensionType='groupSizeEncoding'>
                  <field name='Qty' id='11' type='uint16'/>
                  <group name='Fills' id='12' dimensionType='groupSizeEncoding'><field name='TradeId' id='13' type='uint32'/></group>
                  <data name='Note' id='14' type='text'/>
                </group>
                <data name='Memo' id='20' type='text'/>
                <data name='Raw' id='21' type='blob'/>
              </message>
              {more}
            </messageSchema>
            """.Replace('\'', '"');
        SbeParseResult result = SbeSchemaParser.Parse("orders.xml", text, null);
        Assert.That(result.Diagnostics, Is.Empty);
        return result.Schema!;
    }

    /// <summary>The standard header and <see cref="Body"/>.</summary>
    public static byte[] Message(uint id, int template = 5, int schema = 7, int version = 2) =>
        [.. Bytes.U16(16), .. Bytes.U16(template), .. Bytes.U16(schema), .. Bytes.U16(version), .. Body(id)];

    /// <summary>Price 12.34, sell, hidden, two legs of which the first has a fill and a note, a memo and three raw bytes.</summary>
    public static byte[] Body(uint id) =>
    [
        .. Bytes.U32(id), .. Bytes.U64(1234), 2, 1, (byte)'A', (byte)'B',
        .. Bytes.U16(2), .. Bytes.U16(2),
        .. Bytes.U16(100), .. Bytes.U16(4), .. Bytes.U16(1), .. Bytes.U32(77), .. Bytes.U16(2), (byte)'h', (byte)'i',
        .. Bytes.U16(200), .. Bytes.U16(4), .. Bytes.U16(0), .. Bytes.U16(0),
        .. Bytes.U16(4), (byte)'m', (byte)'e', (byte)'m', (byte)'o',
        .. Bytes.U32(3), 1, 0xAB, 0xFF,
    ];
}
