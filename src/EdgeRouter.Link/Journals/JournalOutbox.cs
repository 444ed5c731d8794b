using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Links;
using EdgeRouter.Journal;
using EdgeRouter.Link.Sessions;

namespace EdgeRouter.Link.Journals;

/// <summary>What a link has to send are the records of a journal: nothing leaves that was not committed, everything that was can be sent again, and there is
/// no second log. A message's number is its record's sequence.</summary>
/// <remarks>Reading goes through the file (mostly the page cache) and asks for nothing that the writer has not committed, so that it never waits and never sees
/// a torn record. It allocates when it goes to another segment.</remarks>
public sealed class JournalOutbox : ILinkOutbox, IDisposable
{
    private const int MessageBytesMin = 4096;

    // About 100 µs: a replay from far back must not hold up what else the caller's thread does.
    private const int RecordsPerLook = 512;
    private readonly JournalWriter _journal;
    private readonly IOutgoingFilter _filter;
    private JournalReader? _reader;
    private byte[] _message = new byte[MessageBytesMin];
    private int _messageBytes;
    private long _peeked;

    /// <summary>Looks at a journal of this process.</summary>
    /// <param name="journal">The writer; the caller keeps it.</param>
    /// <param name="filter">What goes out.</param>
    public JournalOutbox(JournalWriter journal, IOutgoingFilter filter)
    {
        _journal = journal;
        _filter = filter;
    }

    /// <inheritdoc/>
    public ulong JournalId => _journal.JournalId;

    /// <inheritdoc/>
    public long LastSequence => _journal.CommittedSequence;

    /// <inheritdoc/>
    public long SeenSequence => _reader?.LastSequence ?? 0;

    /// <inheritdoc/>
    public LinkRefusal Failure { get; private set; }

    /// <summary>What the journal's reader said when it failed; null = it did not.</summary>
    public EdgeRouterException? Cause { get; private set; }

    /// <inheritdoc/>
    public LinkRefusal Seek(long sequence)
    {
        if (sequence < 0 || sequence > LastSequence)
        {
            return LinkRefusal.JournalBehind;
        }

        _peeked = 0;
        Failure = LinkRefusal.None;
        Cause = null;
        try
        {
            if (_reader is null || _reader.IsDamaged || _reader.LastSequence != sequence)
            {
                _reader ??= new JournalReader(_journal.Directory);
                _reader.SeekTo(sequence + 1);
            }
        }
        catch (EdgeRouterException e)
        {
            Fail(e);
        }

        return Failure;
    }

    /// <inheritdoc/>
    public bool TryPeek(out long sequence, out ReadOnlySpan<byte> message)
    {
        int budget = RecordsPerLook;
        while (_peeked == 0 && budget-- > 0 && _reader is not null && _reader.LastSequence < _journal.CommittedSequence && TryReadNext(_reader))
        {
            // What does not go out is passed over.
        }

        sequence = _peeked;
        message = _message.AsSpan(0, _peeked == 0 ? 0 : _messageBytes);
        return _peeked != 0;
    }

    /// <inheritdoc/>
    public void Advance() => _peeked = 0;

    /// <inheritdoc/>
    public void Dispose() => _reader?.Dispose();

    private bool TryReadNext(JournalReader reader)
    {
        if (Failure != LinkRefusal.None)
        {
            return false;
        }

        try
        {
            if (!reader.TryRead(out JournalRecord record))
            {
                return false;
            }

            if (record.PayloadType == JournalFormat.ProtocolPayload && _filter.IsOutgoing(record.Payload))
            {
                Keep(record);
            }

            return true;
        }
        catch (EdgeRouterException e)
        {
            Fail(e);
            return false;
        }
    }

    private void Keep(in JournalRecord record)
    {
        if (record.Payload.Length > _message.Length)
        {
            _message = new byte[2 * record.Payload.Length];
        }

        record.Payload.CopyTo(_message);
        _messageBytes = record.Payload.Length;
        _peeked = record.Sequence;
    }

    private void Fail(EdgeRouterException cause)
    {
        Cause = cause;
        Failure = LinkRefusal.JournalGone;
    }
}
