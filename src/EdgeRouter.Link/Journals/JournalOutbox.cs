using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Links;
using EdgeRouter.Journal;
using EdgeRouter.Link.Sessions;

namespace EdgeRouter.Link.Journals;

/// <summary>What a link has to send are the records of a journal: nothing leaves that was not committed, everything that was can be sent again, and there is
/// no second log. A message's number is its record's sequence.</summary>
/// <remarks>While the other end keeps up, records come from memory, where the writer leaves them as it appends (<see cref="IJournalTap"/>). What was missed comes
/// from the journal's files, as far as the writer has committed them; reading allocates when it goes to another segment. On the writer's thread only.</remarks>
public sealed class JournalOutbox : ILinkOutbox, IJournalTap, IDisposable
{
    private const int MessageBytesMin = 4096;

    // Some thousand orders. A peer that is further behind is served from the files.
    private const int TailBytes = 1 << 18;

    // About 100 µs: a replay from far back must not hold up what else the caller's thread does.
    private const int RecordsPerLook = 512;
    private readonly JournalWriter _journal;
    private readonly IOutgoingFilter _filter;
    private readonly RecordTail _tail = new(TailBytes);
    private JournalReader? _reader;
    private byte[] _message = new byte[MessageBytesMin];
    private int _messageBytes;
    private long _peeked;
    private long _done;
    private long _resumeAfter = -1;

    /// <summary>Looks at a journal of this process.</summary>
    /// <param name="journal">The writer; the caller keeps it.</param>
    /// <param name="filter">What goes out.</param>
    public JournalOutbox(JournalWriter journal, IOutgoingFilter filter)
    {
        _journal = journal;
        _filter = filter;
        journal.AddTap(this);
    }

    /// <inheritdoc/>
    public ulong JournalId => _journal.JournalId;

    /// <inheritdoc/>
    public long LastSequence => _journal.CommittedSequence;

    /// <summary>Whether records come from memory now.</summary>
    public bool IsLive { get; private set; }

    /// <inheritdoc/>
    public long SeenSequence => IsLive ? _journal.CommittedSequence : _reader?.LastSequence ?? 0;

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

        bool isThere = IsLive && _done <= sequence && !(_tail.TryPeek(out long next, out _) && next <= sequence);
        if (!isThere)
        {
            LeaveMemory(sequence);
            ReadOn();
        }

        return Failure;
    }

    /// <inheritdoc/>
    public bool TryPeek(out long sequence, out ReadOnlySpan<byte> message)
    {
        if (IsLive)
        {
            return _tail.TryPeek(out sequence, out message) && sequence <= _journal.CommittedSequence;
        }

        int budget = RecordsPerLook;
        while (_peeked == 0 && budget-- > 0 && _reader is not null && ReadOn() && _reader.LastSequence < _journal.CommittedSequence && TryReadNext(_reader))
        {
            // What does not go out is passed over.
        }

        sequence = _peeked;
        message = _message.AsSpan(0, _peeked == 0 ? 0 : _messageBytes);
        IsLive = _peeked == 0 && Failure == LinkRefusal.None && _reader is not null && _resumeAfter < 0 && _reader.LastSequence == _journal.NextSequence - 1;
        return _peeked != 0;
    }

    /// <inheritdoc/>
    public void Advance()
    {
        if (!IsLive)
        {
            _done = _peeked;
            _peeked = 0;
        }
        else if (_tail.TryPeek(out long sequence, out _))
        {
            _done = sequence;
            _tail.Remove();
        }
    }

    /// <inheritdoc/>
    public void OnAppended(long sequence, ushort payloadType, ReadOnlySpan<byte> payload)
    {
        if (IsLive && payloadType == JournalFormat.ProtocolPayload && _filter.IsOutgoing(payload) && !_tail.TryAdd(sequence, payload))
        {
            LeaveMemory(_tail.TryPeek(out long oldest, out _) ? oldest - 1 : sequence - 1);
        }
    }

    /// <summary>Closes the reader and lets the writer go.</summary>
    public void Dispose()
    {
        _journal.RemoveTap(this);
        _reader?.Dispose();
    }

    private void LeaveMemory(long sequence)
    {
        IsLive = false;
        _tail.Clear();
        _peeked = 0;
        _done = sequence;
        _resumeAfter = sequence;
        Failure = LinkRefusal.None;
        Cause = null;
    }

    // Goes to where the files are to be read from, if that is still to be done.
    private bool ReadOn()
    {
        if (_resumeAfter < 0)
        {
            return true;
        }

        try
        {
            if (_reader is null || _reader.IsDamaged || _reader.LastSequence != _resumeAfter)
            {
                _reader ??= new JournalReader(_journal.Directory);
                _reader.SeekTo(_resumeAfter + 1);
            }

            _resumeAfter = -1;
        }
        catch (EdgeRouterException e)
        {
            Fail(e);
        }

        return Failure == LinkRefusal.None;
    }

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
