using System.Text;

namespace EdgeRouter.Journal.Tests;

/// <summary>The bytes of format version 1, assembled by hand from JOURNAL.md with a bit-by-bit CRC that shares no code with the product.</summary>
public sealed class FormatTests
{
    [Test]
    public void ShouldMatchTheCheckValueOfCrc32C()
    {
        // RFC 3720 appendix B.4 and the catalogue's check value.
        Assert.That(Crc32C.Compute(Encoding.ASCII.GetBytes("123456789")), Is.EqualTo(0xE3069283));
        Assert.That(Crc32C.Compute(new byte[32]), Is.EqualTo(0x8A9136AA));
        Assert.That(Crc32C.Compute(Enumerable.Repeat((byte)0xFF, 32).ToArray()), Is.EqualTo(0x62A8AB43));
    }

    [Test]
    public void ShouldWriteTheDocumentedBytes()
    {
        using var folder = new TempFolder();
        using (JournalWriter writer = JournalWriter.Open(TestJournal.Options(folder.Path), TestJournal.Clock))
        {
            writer.Append([0xA1, 0xA2, 0xA3]);
            writer.Append([0xB1, 0xB2, 0xB3, 0xB4, 0xB5, 0xB6, 0xB7, 0xB8], 7);
            writer.Commit();
            writer.Append([]);
            writer.Commit();
        }

        Assert.That(File.ReadAllBytes(TestJournal.Segment(folder.Path, 0)), Is.EqualTo(GoldenSegment()));
    }

    [Test]
    public void ShouldReadTheDocumentedBytes()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(TestJournal.Segment(folder.Path, 0), GoldenSegment());
        using var reader = new JournalReader(folder.Path);
        Assert.That(reader.JournalId, Is.EqualTo(TestJournal.Id));
        Assert.That(reader.SegmentCreatedNs, Is.EqualTo(1_700_000_000_000_000_000));
        Assert.That(reader.TryRead(out JournalRecord first));
        Assert.That(first.Payload.ToArray(), Is.EqualTo(new byte[] { 0xA1, 0xA2, 0xA3 }));
        Assert.That((first.Sequence, (int)first.PayloadType, first.Offset), Is.EqualTo((1L, 1, 64L)));
        Assert.That(reader.TryRead(out JournalRecord second));
        Assert.That((second.Sequence, (int)second.PayloadType, second.Offset), Is.EqualTo((2L, 7, 104L)));
        Assert.That(reader.TryRead(out JournalRecord third));
        Assert.That(third.Payload.Length, Is.Zero);
        Assert.That(reader.TryRead(out _), Is.False);
        Assert.That(reader.TornBytes, Is.Zero);
    }

    private static byte[] GoldenSegment()
    {
        var file = new List<byte>();
        file.AddRange(Encoding.ASCII.GetBytes("ERJOURNL"));
        file.AddRange([1, 0, 64, 0, 0, 0, 0, 0]);
        file.AddRange([0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11]);
        file.AddRange([0, 0, 0, 0, 0, 0, 0, 0]);
        file.AddRange([1, 0, 0, 0, 0, 0, 0, 0]);
        file.AddRange(Le(1_700_000_000_000_000_000, 8));
        file.AddRange(new byte[12]);
        file.AddRange(Le(SlowCrc(file), 4));
        AddRecord(file, 3, 1, 1, 64, [0xA1, 0xA2, 0xA3, 0, 0, 0, 0, 0]);
        AddRecord(file, 8, 7, 2, 64, [0xB1, 0xB2, 0xB3, 0xB4, 0xB5, 0xB6, 0xB7, 0xB8]);
        AddRecord(file, 0, 1, 3, 144, []);
        return [.. file];
    }

    private static void AddRecord(List<byte> file, int length, int type, int sequence, int commitStart, byte[] padded)
    {
        int offset = file.Count;
        byte[] checkedPart = [.. Le(length, 4), .. Le(type, 2), 0, 0, .. Le(sequence, 8), .. Le(commitStart, 4), 0, 0, 0, 0];
        byte[] place = [.. Le(unchecked((long)TestJournal.Id), 8), 0, 0, 0, 0, .. Le(offset, 4)];
        uint headerCrc = SlowCrc([.. place, .. checkedPart]);
        file.AddRange(checkedPart);
        file.AddRange(Le(headerCrc, 4));
        file.AddRange(Le(SlowCrc([.. Le(headerCrc, 4), 0, 0, 0, 0, .. padded]), 4));
        file.AddRange(padded);
    }

    private static byte[] Le(long value, int bytes) => BitConverter.GetBytes(value)[..bytes];

    private static uint SlowCrc(IEnumerable<byte> bytes)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }

        return ~crc;
    }
}
