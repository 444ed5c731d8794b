using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Benchmarks.Sbe;

/// <summary>Messages one after another in one array, as a feed's packets hold them.</summary>
public sealed class MessageRing
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;

    /// <summary>Copies messages.</summary>
    /// <param name="messages">Each message, header included.</param>
    public MessageRing(IReadOnlyList<byte[]> messages)
    {
        _bytes = [.. messages.SelectMany(message => message)];
        _starts = new int[messages.Count + 1];
        for (int i = 0; i < messages.Count; i++)
        {
            _starts[i + 1] = _starts[i] + messages[i].Length;
        }
    }

    /// <summary>How many messages there are.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>All messages' bytes.</summary>
    public int TotalBytes => _bytes.Length;

    /// <summary>One message, header included.</summary>
    /// <param name="index">Its index.</param>
    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(_starts[index], _starts[index + 1] - _starts[index]);

    /// <summary>Walks every message and adds up every field.</summary>
    /// <param name="walker">The run-time decoder.</param>
    /// <exception cref="InvalidOperationException">A message is not whole: the sum would mean nothing.</exception>
    public long Walk(SbeWalker walker)
    {
        SumVisitor visitor = default;
        for (int i = 0; i < Count; i++)
        {
            if (walker.Walk(this[i], ref visitor).Status != SbeWalkStatus.Complete)
            {
                throw new InvalidOperationException("a message is not whole");
            }
        }

        return visitor.Sum;
    }
}
