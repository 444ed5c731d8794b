using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Journal;

/// <summary>Appends records to a journal. One thread; one writer a journal, held by a file lock. <see cref="Append(ReadOnlySpan{byte}, ushort)"/> copies
/// into a buffer and allocates nothing; <see cref="Commit"/> writes the buffer and, in <see cref="JournalFsync.PerCommit"/>, forces it to the device.</summary>
/// <remarks>Two ways to use it. <see cref="Reserve"/>, <see cref="Append(ReadOnlySpan{byte}, ushort)"/> and <see cref="Commit"/> throw when the disc fails: for
/// tools. <see cref="TryReserve"/>, <see cref="TryCommit"/> and <see cref="TryRecover"/> never throw for that: for the router, which goes on cancelling while
/// the disc is full. What could not be written stays in the buffer, in order, and is written by a later call to the same place: nothing is lost or doubled.</remarks>
public sealed partial class JournalWriter : IDisposable
{
    private readonly FileStream _lock;
    private readonly JournalOptions _options;
    private readonly IClock _clock;
    private readonly IJournalFiles _files;
    private readonly SpareFile _spare;
    private readonly byte[] _buffer;
    private readonly SegmentIndex _index;
    private SegmentAppender _segment;
    private int _bufferedBytes;
    private int _reservedBytes;
    private uint _commitStart;
    private IJournalTap[] _taps = [];

    private JournalWriter(
        FileStream journalLock, JournalOptions options, IClock clock, IJournalFiles files, in JournalRecovery recovery, SegmentAppender segment)
    {
        _lock = journalLock;
        _options = options;
        _clock = clock;
        _files = files;
        _spare = new SpareFile(files, options.Directory, options.SpareBytes);
        _segment = segment;
        _buffer = GC.AllocateArray<byte>(options.BufferBytes, pinned: true);
        _index = new SegmentIndex(options.SegmentBytes);
        long room = Math.Min(options.BufferBytes, options.SegmentBytes - JournalFormat.SegmentHeaderBytes) & ~(JournalFormat.AlignmentBytes - 1L);
        PayloadBytesMax = (int)Math.Min(JournalFormat.PayloadBytesMax, room - JournalFormat.RecordHeaderBytes);
        Recovery = recovery;
        CommittedSequence = recovery.LastSequence;
        NextSequence = recovery.LastSequence + 1;
        DurableSequence = options.Fsync == JournalFsync.None ? 0 : recovery.LastSequence;
        _commitStart = (uint)segment.LengthBytes;
        if (!_spare.TryMake(out JournalFault fault))
            Impair(fault);
    }

    /// <summary>What was found when the journal was opened.</summary>
    public JournalRecovery Recovery { get; }

    /// <summary>Snapshots of records that the journal no longer holds, under the names that opening gave them: it will use their sequences again.</summary>
    public IReadOnlyList<string> SnapshotsSetAside { get; private init; } = [];

    /// <summary>Identity of the journal.</summary>
    public ulong JournalId => _segment.Header.JournalId;

    /// <summary>The sequence that the next record will get.</summary>
    public long NextSequence { get; private set; }

    /// <summary>The last sequence that a commit has confirmed, with what <see cref="JournalOptions.Fsync"/> promises for it.</summary>
    public long CommittedSequence { get; private set; }

    /// <summary>The last sequence known to be on the device. Moves with every commit in <see cref="JournalFsync.PerCommit"/>, with every ended segment in
    /// <see cref="JournalFsync.OnRoll"/>, never in <see cref="JournalFsync.None"/>.</summary>
    public long DurableSequence { get; private set; }

    /// <summary>How the writing side stands; <see cref="JournalCondition.Impaired"/> also when a disc without room for the spare file was found at opening.</summary>
    public JournalCondition Condition { get; private set; }

    /// <summary>The last failed write; <see cref="JournalFaultKind.None"/> when the condition is good.</summary>
    public JournalFault LastFault { get; private set; }

    /// <summary>Whether the journal forces anything to the device, and when.</summary>
    public JournalFsync Fsync => _options.Fsync;

    /// <summary>The journal's folder.</summary>
    public string Directory => _options.Directory;

    /// <summary>Index files that could not be written; an index is only a cache.</summary>
    public int IndexFailureCount { get; private set; }

    /// <summary>Largest payload of this journal's records, bytes.</summary>
    public int PayloadBytesMax { get; }

    /// <summary>Opens or makes a journal: takes its lock, checks every segment's header and the last segments' records, cuts a torn tail, and
    /// sets aside snapshots of records that are lost (<see cref="SnapshotsSetAside"/>).</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="clock">Stamps new segments.</param>
    /// <exception cref="EdgeRouterException">ER5001: folder not usable. ER5002: locked. ER5003: newer version. ER5004: damaged. ER5005: a part is missing.
    /// ER5007: cannot write. ER5009: an option is out of range.</exception>
    public static JournalWriter Open(JournalOptions options, IClock clock) => Open(options, clock, SystemFiles.Instance);

    // Only writing goes through the files given; reading and the lock are the system's.
    internal static JournalWriter Open(JournalOptions options, IClock clock, IJournalFiles files)
    {
        options.RequireValid();
        FileStream journalLock = JournalFolder.Lock(options.Directory);
        try
        {
            (JournalRecovery recovery, SegmentAppender segment) = JournalOpener.Open(options, clock.NowNs, files);
            IReadOnlyList<string> aside = SnapshotFolder.SetAside(files, options.Directory, recovery.LastSequence);
            var writer = new JournalWriter(journalLock, options, clock, files, recovery, segment) { SnapshotsSetAside = aside };
            SegmentIndexer.Fill(writer._index, segment);
            return writer;
        }
        catch
        {
            journalLock.Dispose();
            throw;
        }
    }

    /// <summary>Lets somebody see every record from now on as it is appended. Control plane.</summary>
    /// <param name="tap">Who.</param>
    public void AddTap(IJournalTap tap) => _taps = [.. _taps, tap];

    /// <summary>Lets somebody see no more. Control plane.</summary>
    /// <param name="tap">Who; one that was never added is ignored.</param>
    public void RemoveTap(IJournalTap tap) => _taps = [.. _taps.Where(t => t != tap)];

    /// <summary>Commits what is buffered and closes the journal.</summary>
    /// <exception cref="EdgeRouterException">ER5007: what is buffered could not be committed. The journal is closed all the same.</exception>
    public void Dispose()
    {
        try
        {
            if (Condition != JournalCondition.Failed)
                Commit();
        }
        finally
        {
            _spare.TryRelease();
            _segment.Dispose();
            _lock.Dispose();
        }
    }
}
