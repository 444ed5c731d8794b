namespace EdgeRouter.Simulation.Feed;

/// <summary>The lines that have frames, the next one due first: a binary heap, so that a quiet line costs nothing. Frames due at one time go in venue order,
/// then as the venue sent them, line A before line B before snapshots.</summary>
/// <param name="lines">Lines by venue; each venue has <paramref name="lineCount"/> of them.</param>
/// <param name="lineCount">Lines of a venue.</param>
internal sealed class FeedSchedule(FrameLine[] lines, int lineCount)
{
    private readonly int[] _heap = new int[lines.Length];
    private readonly bool[] _isIn = new bool[lines.Length];
    private int _count;

    /// <summary>When the next frame is due; <see cref="long.MaxValue"/> = none waits.</summary>
    public long NextTimeNs => _count == 0 ? long.MaxValue : lines[_heap[0]].NextTimeNs;

    /// <summary>The line with the next frame.</summary>
    public FrameLine Next => lines[_heap[0]];

    /// <summary>Takes note of a line that has got frames.</summary>
    /// <param name="line">Its index.</param>
    public void Note(int line)
    {
        if (_isIn[line] || lines[line].IsEmpty)
        {
            return;
        }

        _isIn[line] = true;
        int hole = _count++;
        while (hole > 0 && IsBefore(line, _heap[(hole - 1) >> 1]))
        {
            _heap[hole] = _heap[(hole - 1) >> 1];
            hole = (hole - 1) >> 1;
        }

        _heap[hole] = line;
    }

    /// <summary>Drops the next frame.</summary>
    public void DropNext()
    {
        int line = _heap[0];
        lines[line].Drop();
        if (lines[line].IsEmpty)
        {
            _isIn[line] = false;
            _count--;
            line = _heap[_count];
        }

        Sink(line);
    }

    private void Sink(int line)
    {
        int hole = 0;
        for (int child = 1; child < _count; child = (2 * hole) + 1)
        {
            if (child + 1 < _count && IsBefore(_heap[child + 1], _heap[child]))
            {
                child++;
            }

            if (!IsBefore(_heap[child], line))
            {
                break;
            }

            _heap[hole] = _heap[child];
            hole = child;
        }

        _heap[hole] = line;
    }

    private bool IsBefore(int a, int b)
    {
        long timeA = lines[a].NextTimeNs;
        long timeB = lines[b].NextTimeNs;
        if (timeA != timeB)
        {
            return timeA < timeB;
        }

        if (a / lineCount != b / lineCount)
        {
            return a < b;
        }

        long orderA = lines[a].NextOrder;
        long orderB = lines[b].NextOrder;
        return orderA != orderB ? orderA < orderB : a < b;
    }
}
