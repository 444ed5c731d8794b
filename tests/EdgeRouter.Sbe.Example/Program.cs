using System.Buffers.Binary;
using EdgeRouter.Sbe.Example;
using Example.Orders;

// What src/docs/SBE.md shows: its samples are the marked parts of these files.
byte[] buffer = new byte[256];
byte[] message = buffer[..OrderWriter.Write(buffer)];
Console.WriteLine(OrderReader.Read(message));
Console.WriteLine(OrderReader.Read(message.AsSpan(0, message.Length - 1)));

// The same order from a peer of version 0, whose block ends before flags and account.
const int NewBytes = 5;
byte[] old = [.. message[..(SchemaInfo.HeaderLength + OrderDecoder.BlockLength - NewBytes)], .. message[(SchemaInfo.HeaderLength + OrderDecoder.BlockLength)..]];
BinaryPrimitives.WriteUInt16LittleEndian(old, OrderDecoder.BlockLength - NewBytes);
BinaryPrimitives.WriteUInt16LittleEndian(old.AsSpan(6), 0);
Console.WriteLine(OrderReader.Read(old));

// And from a peer of a version to come, with two bytes more in the block.
byte[] later = [.. message[..(SchemaInfo.HeaderLength + OrderDecoder.BlockLength)], 1, 2, .. message[(SchemaInfo.HeaderLength + OrderDecoder.BlockLength)..]];
BinaryPrimitives.WriteUInt16LittleEndian(later, OrderDecoder.BlockLength + 2);
BinaryPrimitives.WriteUInt16LittleEndian(later.AsSpan(6), 2);
Console.WriteLine(OrderReader.Read(later));

OrderDecoder.TryWrap(message.AsSpan(SchemaInfo.HeaderLength), OrderDecoder.BlockLength, OrderDecoder.SchemaVersion, out OrderDecoder order);
Console.WriteLine(order.ToString());
