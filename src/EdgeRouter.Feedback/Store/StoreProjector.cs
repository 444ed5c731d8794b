using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Feedback.Store;

/// <summary>Projects journals into the store. Each batch and the sequence that it ends with are one transaction, so that projecting again, or after a kill,
/// goes on where it ended and no row comes twice.</summary>
public sealed class StoreProjector
{
    private const int BatchRecords = 20_000;
    private readonly FeedbackStore _store;

    /// <summary>Creates a projector.</summary>
    /// <param name="store">Opened for writing.</param>
    public StoreProjector(FeedbackStore store)
    {
        _store = store;
    }

    /// <summary>Projects what a journal holds beyond what the store already knows of it.</summary>
    /// <param name="journalDirectory">Folder of the journal; it may still be written.</param>
    /// <param name="progress">Told the last sequence after each batch.</param>
    /// <exception cref="EdgeRouterException">ER5001 to ER5006 of the journal (everything before the damage is projected), ER5013, ER5015, ER5019, ER5020.</exception>
    public ProjectionResult Project(string journalDirectory, IProgress<long>? progress = null)
    {
        using var reader = new JournalReader(journalDirectory);
        if (!reader.TryRead(out JournalRecord first))
            return new ProjectionResult { RunId = string.Empty, TornBytes = reader.TornBytes };
        SqliteDatabase database = _store.Database;
        StoredSession session;
        database.Begin();
        try
        {
            session = FindOrAdd(first, reader.JournalId, journalDirectory);
            database.Commit();
        }
        catch
        {
            database.Rollback();
            throw;
        }

        reader.SeekTo(session.LastSequence + 1);
        if (reader.LastSequence != session.LastSequence)
            throw StoreErrors.OtherJournal(database.Path, session.RunId, journalDirectory);
        return ProjectRest(reader, session, progress);
    }

    private ProjectionResult ProjectRest(JournalReader reader, StoredSession session, IProgress<long>? progress)
    {
        SqliteDatabase database = _store.Database;
        using var writer = new StoreWriter(database, session.SessionId);
        bool isMore = true;
        while (isMore)
        {
            database.Begin();
            try
            {
                isMore = ProjectBatch(reader, writer);
            }
            catch (EdgeRouterException) when (reader.IsDamaged)
            {
                writer.SaveLastSequence(reader.LastSequence);
                database.Commit();
                throw;
            }
            catch
            {
                database.Rollback();
                throw;
            }

            writer.SaveLastSequence(reader.LastSequence);
            database.Commit();
            progress?.Report(reader.LastSequence);
        }

        return writer.Result with
        {
            RunId = session.RunId,
            FirstSequence = session.LastSequence + 1,
            LastSequence = reader.LastSequence,
            TornBytes = reader.TornBytes,
        };
    }

    private static bool ProjectBatch(JournalReader reader, StoreWriter writer)
    {
        for (int i = 0; i < BatchRecords; i++)
        {
            if (!reader.TryRead(out JournalRecord record))
                return false;
            writer.Project(record);
        }

        return true;
    }

    private StoredSession FindOrAdd(in JournalRecord first, ulong journalId, string directory)
    {
        IReadOnlyList<StoredSession> known = _store.Sessions();
        SessionHeader? header = ReadSessionStart(first);
        bool isTrimmed = first.Sequence > JournalFormat.FirstSequence;
        StoredSession? session = header is null
            ? known.FirstOrDefault(s => isTrimmed && s.JournalId == journalId)
            : known.FirstOrDefault(s => s.RunId == header.RunId);
        if (session is not null)
            return session.JournalId == journalId ? session : throw StoreErrors.OtherJournal(_store.Database.Path, session.RunId, directory);
        if (header is null)
            throw StoreErrors.NoSessionStart(directory);
        SessionWriter.Add(_store.Database, header, journalId);
        return _store.Sessions().Single(s => s.RunId == header.RunId);
    }

    private static SessionHeader? ReadSessionStart(in JournalRecord record)
    {
        if (record.PayloadType != JournalFormat.ProtocolPayload || record.Sequence != JournalFormat.FirstSequence)
            return null;
        var visitor = new SessionStartVisitor();
        ProtocolReader.Dispatch(record.Payload, ref visitor);
        return visitor.Header;
    }

    private sealed class SessionStartVisitor : ProtocolVisitor
    {
        public SessionHeader? Header { get; private set; }

        public override void OnSessionStart(in MessageEnvelope envelope, SessionHeader header) => Header = header;
    }
}
