using System.Text;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Tools.Decode.Framing;

namespace EdgeRouter.Tools.Tests.Decode.Framing;

[TestFixture]
public sealed class Lz4BlockTests
{
    // What lz4 1.9.4 makes of the 774 bytes of Reference.
    private const string ReferenceBlock =
        "FF004555524F4E4558542D4F505449512D0F00FFFF38FF32000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F202122232425262728292A2B2C"
        + "2D2E2F303132333435363738393A3B3C3D3E3F00010050A07461696C206F66206974";

    private static byte[] Reference =>
    [
        .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("EURONEXT-OPTIQ-", 40))), .. Enumerable.Range(0, 64).Select(i => (byte)i), .. new byte[100], .. "tail of it"u8,
    ];

    [Test]
    public void ShouldUnpackWhatTheReferenceToolPacked()
    {
        byte[] room = new byte[1_000];
        Assert.That(Lz4Block.TryDecode(Convert.FromHexString(ReferenceBlock), room, out int length), Is.True);
        Assert.That(room[..length], Is.EqualTo(Reference));
    }

    // Token, literals, offset: worked out from the format's description.
    [TestCase("30 61 62 63", "abc", TestName = "literals alone")]
    [TestCase("00", "", TestName = "nothing")]
    [TestCase("14 61 01 00 10 62", "aaaaaaaaab", TestName = "a match that overlaps itself: 4 + 4 bytes")]
    [TestCase("30 61 62 63 03 00 10 64", "abcabcad", TestName = "a match of the least length")]
    public void ShouldUnpackByHand(string hex, string text)
    {
        byte[] block = Convert.FromHexString(hex.Replace(" ", ""));
        byte[] room = new byte[text.Length];
        Assert.That(Lz4Block.TryDecode(block, room, out int length), Is.True);
        Assert.That(Encoding.ASCII.GetString(room, 0, length), Is.EqualTo(text));
    }

    [TestCase("", TestName = "no block")]
    [TestCase("40 61 62 63", TestName = "fewer literals than claimed")]
    [TestCase("F0", TestName = "a length that goes on beyond the end")]
    [TestCase("F0 FF FF", TestName = "a length that never ends")]
    [TestCase("10 61 01", TestName = "half an offset")]
    [TestCase("10 61 00 00 10 62", TestName = "offset zero")]
    [TestCase("10 61 02 00 10 62", TestName = "an offset before the beginning")]
    [TestCase("10 61 01 00", TestName = "a match at the end")]
    [TestCase("1F 61 01 00 FF FF FF FF 00 10 62", TestName = "more than there is room for")]
    public void ShouldRefuseDamage(string hex) => Assert.That(Lz4Block.TryDecode(Convert.FromHexString(hex.Replace(" ", "")), new byte[100], out _), Is.False);

    [Test]
    public void ShouldStayInsideItsRoomWhateverComes()
    {
        const ulong Seed = 4;
        TestContext.Out.WriteLine($"seed {Seed}");
        DeterministicRandom random = new(Seed);
        byte[] good = Convert.FromHexString(ReferenceBlock);
        byte[] room = new byte[2_000];
        int sound = 0;
        for (int round = 0; round < 100_000; round++)
        {
            byte[] block = [.. good];
            for (int i = random.NextInt32(5); i > 0; i--)
            {
                block[random.NextInt32(block.Length)] = (byte)random.NextUInt64();
            }

            int roomBytes = random.NextInt32(1_000);
            room.AsSpan(roomBytes).Fill(0x5A);
            bool isSound = Lz4Block.TryDecode(block.AsSpan(0, random.NextBool(0.2) ? random.NextInt32(block.Length) : block.Length), room.AsSpan(0, roomBytes), out int length);
            sound += isSound ? 1 : 0;
            Assert.That(length, Is.InRange(0, roomBytes));
            Assert.That(room.AsSpan(roomBytes).IndexOfAnyExcept((byte)0x5A), Is.EqualTo(-1));
        }

        Assert.That(sound, Is.InRange(1_000, 99_000));
    }
}
