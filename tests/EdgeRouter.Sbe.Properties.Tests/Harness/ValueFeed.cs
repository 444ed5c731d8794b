namespace EdgeRouter.Sbe.Properties.Tests.Harness;

/// <summary>A message's values in the order in which a driver sets them.</summary>
public sealed class ValueFeed
{
    private readonly List<ulong> _words = [];
    private readonly List<byte[]> _blobs = [];
    private int _word;
    private int _blob;

    public void Add(ulong word) => _words.Add(word);

    public void Add(byte[] blob) => _blobs.Add(blob);

    public void Rewind() => (_word, _blob) = (0, 0);

    /// <summary>Whether the next field is set.</summary>
    public bool Has() => Word() != 0;

    public int Count() => (int)Word();

    public ulong Word() => _words[_word++];

    public float Single() => BitConverter.UInt32BitsToSingle((uint)Word());

    public double Double() => BitConverter.UInt64BitsToDouble(Word());

    public ReadOnlySpan<byte> Bytes() => _blobs[_blob++];
}
