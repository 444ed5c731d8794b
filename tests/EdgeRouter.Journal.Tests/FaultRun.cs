using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal.Tests;

/// <summary>A router's way of writing on a faulty disc: appends and commits without exceptions, tries to recover, never gives up before the journal does.</summary>
internal sealed class FaultRun(FaultyFiles files, string directory, JournalOptions options)
{
    private const int StepsMax = 2000;

    /// <summary>The last sequence that a commit confirmed.</summary>
    public long Confirmed { get; private set; }

    /// <summary>The condition at the end; null when opening failed.</summary>
    public JournalCondition? Condition { get; private set; }

    /// <summary>Writes records up to <paramref name="count"/> with a commit after every third, and closes the journal.</summary>
    /// <param name="count">Records.</param>
    /// <param name="atEnd">Called before closing: what a kill at this instant would leave.</param>
    public void Write(int count, Action atEnd)
    {
        JournalWriter writer;
        try
        {
            writer = JournalWriter.Open(options, TestJournal.Clock, files);
        }
        catch (EdgeRouterException e) when (e.Id == "ER5007")
        {
            atEnd();
            return;
        }

        for (int step = 0; step < StepsMax && Confirmed < count && writer.Condition != JournalCondition.Failed; step++)
            Step(writer, count);
        Condition = writer.Condition;
        atEnd();
        Close(writer);
    }

    /// <summary>Reads what a copy of the folder holds, opens it for writing and goes on.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="label">Names the case.</param>
    public void AssertRecovers(string copy, string label)
    {
        long last;
        using (JournalWriter writer = JournalWriter.Open(options with { Directory = copy }, TestJournal.Clock))
        {
            last = writer.Recovery.LastSequence;
            Assert.That(last, Is.GreaterThanOrEqualTo(Confirmed), $"{label}: confirmed records are there");
            TestJournal.AppendUpTo(writer, (int)last + 20, perCommit: 4);
        }

        Assert.That(TestJournal.ReadAll(copy, out _), Is.EqualTo(last + 20), label);
    }

    public void CopyTo(string copy)
    {
        Directory.CreateDirectory(copy);
        foreach (string file in Directory.GetFiles(directory).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
    }

    private void Step(JournalWriter writer, int count)
    {
        byte[] payload = TestJournal.Payload(writer.NextSequence);
        if (writer.NextSequence <= count && writer.TryReserve(payload.Length, out Span<byte> target))
        {
            payload.CopyTo(target);
            writer.AppendReserved(payload.Length);
        }

        if ((writer.NextSequence % 3 == 0 || writer.NextSequence > count) && writer.TryCommit(out _))
            Confirmed = writer.CommittedSequence;
        if (writer.NextSequence % 5 == 0)
            writer.TryRecover(out _);
        Confirmed = Math.Max(Confirmed, writer.CommittedSequence);
    }

    private static void Close(JournalWriter writer)
    {
        try
        {
            writer.Dispose();
        }
        catch (EdgeRouterException e) when (e.Id == "ER5007")
        {
            TestContext.Out.WriteLine(e.Message); // The last records found no room: the caller compares what is there with what was confirmed.
        }
    }
}
