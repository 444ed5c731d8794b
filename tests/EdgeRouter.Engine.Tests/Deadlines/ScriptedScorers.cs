using EdgeRouter.Core.Scoring;

namespace EdgeRouter.Engine.Tests.Deadlines;

/// <summary>Scores at once and takes its time.</summary>
internal sealed class ScriptedImmediate(ScriptedTicks ticks, string name = "cpu") : IRowScorer
{
    public long DurationNs { get; set; }

    public int Calls { get; private set; }

    public string Name => name;

    public void Score(ReadOnlySpan<float> rows, int rowCount, int featureCount, Span<long> fillRaw, Span<long> costRaw, Span<long> completionRaw)
    {
        Calls++;
        ticks.Pass(DurationNs);
        fillRaw[..rowCount].Fill(7);
    }
}

/// <summary>Works beside the caller: done after so many looks, or never.</summary>
internal sealed class ScriptedDeferred : IDeferredRowScorer
{
    private int _looks;

    public int DoneAfterLooks { get; set; }

    public bool IsBusy { get; set; }

    public int Abandoned { get; private set; }

    public int Started { get; private set; }

    public string Name => "gpu";

    public bool TryStart(ReadOnlySpan<float> rows, int rowCount, int featureCount)
    {
        _looks = 0;
        Started += IsBusy ? 0 : 1;
        return !IsBusy;
    }

    public bool TryFinish(Span<long> fillRaw, Span<long> costRaw, Span<long> completionRaw)
    {
        bool isDone = ++_looks > DoneAfterLooks;
        if (isDone)
        {
            fillRaw.Fill(9);
        }

        return isDone;
    }

    public void Abandon() => Abandoned++;
}
