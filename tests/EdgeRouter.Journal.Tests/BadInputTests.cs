using System.Buffers.Binary;
using System.Diagnostics;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal.Tests;

public sealed class BadInputTests
{
    [Test]
    public void ShouldRefuseASecondWriter()
    {
        using var folder = new TempFolder();
        using JournalWriter writer = JournalWriter.Open(TestJournal.Options(folder.Path), TestJournal.Clock);
        AssertError("ER5002", ExitCode.Environment, () => JournalWriter.Open(TestJournal.Options(folder.Path), TestJournal.Clock));
    }

    [Test]
    public void ShouldRefuseAJournalThatAnotherProcessHolds()
    {
        using var folder = new TempFolder();
        TestJournal.Write(folder.Path, 3);
        using Process holder = Process.Start(new ProcessStartInfo("flock", ["-x", Path.Combine(folder.Path, "journal.lock"), "sh", "-c", "echo held; read x"])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        Assert.That(holder.StandardOutput.ReadLine(), Is.EqualTo("held"));
        AssertError("ER5002", ExitCode.Environment, () => JournalWriter.Open(TestJournal.Options(folder.Path), TestJournal.Clock));
        Assert.That(TestJournal.ReadAll(folder.Path, out _), Is.EqualTo(3), "reading needs no lock");
        holder.StandardInput.WriteLine();
        holder.WaitForExit();
        TestJournal.Write(folder.Path, 4);
    }

    [Test]
    public void ShouldRefuseAFolderThatCannotBeMade()
    {
        using var folder = new TempFolder();
        string file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "x");
        EdgeRouterException error = AssertError(
            "ER5001", ExitCode.Environment, () => JournalWriter.Open(TestJournal.Options(Path.Combine(file, "journal")), TestJournal.Clock));
        Assert.That(error.Message, Does.Contain(file));
    }

    [Test]
    public void ShouldRefuseAFolderThatCannotBeWritten() =>
        AssertError("ER5001", ExitCode.Environment, () => JournalWriter.Open(TestJournal.Options("/proc/self/journal"), TestJournal.Clock));

    [Test]
    public void ShouldNameAFolderWithoutAJournal()
    {
        using var folder = new TempFolder();
        AssertError("ER5006", ExitCode.BadInput, () => new JournalReader(folder.Path).Dispose());
        AssertError("ER5001", ExitCode.Environment, () => new JournalReader(Path.Combine(folder.Path, "missing")).Dispose());
    }

    [Test]
    public void ShouldRefuseAFileThatIsNoSegment()
    {
        using var folder = new TempFolder();
        File.WriteAllText(TestJournal.Segment(folder.Path, 0), new string('x', 500));
        AssertError("ER5006", ExitCode.BadInput, () => new JournalReader(folder.Path).Dispose());
        AssertError("ER5006", ExitCode.BadInput, () => JournalWriter.Open(TestJournal.Options(folder.Path), TestJournal.Clock));
    }

    [Test]
    public void ShouldRefuseANewerFormat()
    {
        using var folder = new TempFolder();
        TestJournal.Write(folder.Path, 3);
        EditHeader(folder.Path, header => header[8] = 2);
        EdgeRouterException error = AssertError("ER5003", ExitCode.BadInput, () => new JournalReader(folder.Path).Dispose());
        Assert.That(error.Message, Does.Contain("version 2"));
        AssertError("ER5003", ExitCode.BadInput, () => JournalWriter.Open(TestJournal.Options(folder.Path), TestJournal.Clock));
    }

    [Test]
    public void ShouldRefuseMandatoryFlagsAndIgnoreOptionalOnes()
    {
        using var folder = new TempFolder();
        TestJournal.Write(folder.Path, 3);
        EditHeader(folder.Path, header => header[12] = 1);
        Assert.That(TestJournal.ReadAll(folder.Path, out _), Is.EqualTo(3));
        EditHeader(folder.Path, header => header[15] = 1);
        AssertError("ER5003", ExitCode.BadInput, () => new JournalReader(folder.Path).Dispose());
    }

    [Test]
    public void ShouldRefuseARenamedSegment()
    {
        using var folder = new TempFolder();
        TestJournal.Write(folder.Path, 3);
        File.Move(TestJournal.Segment(folder.Path, 0), TestJournal.Segment(folder.Path, 4));
        AssertError("ER5005", ExitCode.BadInput, () => new JournalReader(folder.Path).Dispose());
    }

    [Test]
    public void ShouldSurviveRandomBytes()
    {
        using var folder = new TempFolder();
        TestJournal.Write(folder.Path, 20);
        string path = TestJournal.Segment(folder.Path, 0);
        byte[] whole = File.ReadAllBytes(path);
        ulong state = 20_260_101;
        TestContext.Out.WriteLine($"seed {state}");
        for (int round = 0; round < 700; round++)
        {
            byte[] bytes = [.. whole];
            int edits = 1 + (int)(Next(ref state) % 8);
            for (int e = 0; e < edits; e++)
                bytes[Next(ref state) % (ulong)bytes.Length] = (byte)Next(ref state);
            File.WriteAllBytes(path, bytes[..(int)(Next(ref state) % (ulong)bytes.Length)]);
            ReadWithoutSurprise(folder.Path);
        }
    }

    [TestCase(100, 4096)]
    [TestCase(1L << 33, 4096)]
    [TestCase(8192, 10)]
    public void ShouldRefuseOptionsOutOfRange(long segmentBytes, int bufferBytes)
    {
        using var folder = new TempFolder();
        JournalOptions options = TestJournal.Options(folder.Path) with { SegmentBytes = segmentBytes, BufferBytes = bufferBytes };
        AssertError("ER5009", ExitCode.Usage, () => JournalWriter.Open(options, TestJournal.Clock));
    }

    private static void ReadWithoutSurprise(string folder)
    {
        int read = 0;
        try
        {
            using var reader = new JournalReader(folder);
            while (reader.TryRead(out JournalRecord record))
                Assert.That(record.Payload.SequenceEqual(TestJournal.Payload(++read)));
        }
        catch (EdgeRouterException e)
        {
            Assert.That(e.Id, Is.AnyOf("ER5003", "ER5004", "ER5005", "ER5006"));
        }
    }

    private static void EditHeader(string folder, Action<byte[]> edit)
    {
        string path = TestJournal.Segment(folder, 0);
        byte[] bytes = File.ReadAllBytes(path);
        edit(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(60), Crc32C.Compute(bytes.AsSpan(0, 60)));
        File.WriteAllBytes(path, bytes);
    }

    private static EdgeRouterException AssertError(string id, ExitCode exitCode, Action action)
    {
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => action())!;
        Assert.That((error.Id, error.ExitCode), Is.EqualTo((id, exitCode)));
        Assert.That(error.Message, Does.Not.Contain("\n"));
        return error;
    }

    private static ulong Next(ref ulong state)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return state;
    }
}
