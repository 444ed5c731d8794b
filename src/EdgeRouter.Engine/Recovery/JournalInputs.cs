using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Engine.Recovery;

/// <summary>Reads the inputs of an engine from its journal, one ahead. What the engine wrote itself is passed over.</summary>
internal sealed class JournalInputs : IDisposable
{
    private readonly string _directory;
    private readonly JournalReader _reader;
    private InputPeek _peek = new();
    private byte[] _payload = new byte[64 * 1024];
    private int _length;

    /// <summary>Opens the journal before its first record.</summary>
    public JournalInputs(string directory)
    {
        _directory = directory;
        _reader = new JournalReader(directory);
    }

    /// <summary>What comes next; <see cref="JournalInputKind.Output"/> at the end.</summary>
    public JournalInputKind Kind { get; private set; }

    /// <summary>Its sequence.</summary>
    public long Sequence { get; private set; }

    /// <summary>Its envelope.</summary>
    public MessageEnvelope Envelope => _peek.Envelope;

    /// <summary>The message.</summary>
    public ReadOnlySpan<byte> Payload => _payload.AsSpan(0, _length);

    /// <summary>Moves to the next input.</summary>
    /// <returns>False at the end of the journal.</returns>
    public bool MoveNext()
    {
        while (_reader.TryRead(out JournalRecord record))
        {
            _peek.Kind = JournalInputKind.Output;
            _ = ProtocolReader.Dispatch(record.Payload, ref _peek);
            if (_peek.Kind == JournalInputKind.Output)
            {
                continue;
            }

            Kind = _peek.Kind;
            Sequence = record.Sequence;
            Keep(record.Payload);
            return true;
        }

        Kind = JournalInputKind.Output;
        return false;
    }

    /// <summary>The first record behind the current one with which a process began to write; <see cref="long.MaxValue"/> = none.</summary>
    public long FindNextSession()
    {
        using var ahead = new JournalReader(_directory);
        ahead.SeekTo(Sequence + 1);
        var peek = new InputPeek();
        while (ahead.TryRead(out JournalRecord record))
        {
            peek.Kind = JournalInputKind.Output;
            _ = ProtocolReader.Dispatch(record.Payload, ref peek);
            if (peek.Kind == JournalInputKind.SessionStart)
            {
                return record.Sequence;
            }
        }

        return long.MaxValue;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private void Keep(ReadOnlySpan<byte> payload)
    {
        if (payload.Length > _payload.Length)
        {
            _payload = new byte[payload.Length];
        }

        payload.CopyTo(_payload);
        _length = payload.Length;
    }
}
