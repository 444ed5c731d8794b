using System.Buffers.Binary;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Sqlite;

namespace EdgeRouter.Feedback.Store;

/// <summary>Reads the decisions of a run back, with their rows and features.</summary>
public static class DecisionReader
{
    // Decisions are projected in journal order, so their key is the order in which they were made. The plus keeps SQLite from going by the
    // index of parents and sorting all rows with their blobs.
    private const string Decisions =
        "SELECT parent_id, instrument_id, time_ns, row_count, feature_count, rows, features FROM decisions WHERE +session_id = ? ORDER BY decision_id";

    /// <summary>Decisions of a run.</summary>
    /// <param name="store">The store.</param>
    /// <param name="sessionId">The run.</param>
    public static long Count(FeedbackStore store, long sessionId)
    {
        using SqliteStatement s = store.Database.Prepare("SELECT count(*) FROM decisions WHERE session_id = ?");
        s.Bind(1, sessionId);
        return s.Step() ? s.GetLong(0) : 0;
    }

    /// <summary>Decisions of a run in the order in which they were made, one in memory at a time.</summary>
    /// <param name="store">The store.</param>
    /// <param name="sessionId">The run.</param>
    public static IEnumerable<StoredDecision> Read(FeedbackStore store, long sessionId)
    {
        using SqliteStatement s = store.Database.Prepare(Decisions);
        s.Bind(1, sessionId);
        while (s.Step())
        {
            yield return Read(s);
        }
    }

    private static StoredDecision Read(SqliteStatement s)
    {
        ScoredRow[] rows = ReadRows(s.GetBlob(5), s.GetLong(3));
        long features = s.GetLong(4);
        return new StoredDecision(new ParentOrderId(s.GetLong(0)), new InstrumentId((int)s.GetLong(1)), s.GetLong(2), (int)features, rows, ReadFeatures(s.GetBlob(6), rows.Length, features));
    }

    private static ScoredRow[] ReadRows(ReadOnlySpan<byte> bytes, long count)
    {
        if (count != bytes.Length / DecisionRows.RowBytes || bytes.Length % DecisionRows.RowBytes != 0)
        {
            return [];
        }

        var rows = new ScoredRow[count];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = DecisionRows.Read(bytes, i);
        }

        return rows;
    }

    private static float[] ReadFeatures(ReadOnlySpan<byte> bytes, int rowCount, long featureCount)
    {
        if (featureCount is < 0 or > int.MaxValue || bytes.Length != rowCount * featureCount * sizeof(float))
        {
            return [];
        }

        float[] features = new float[bytes.Length / sizeof(float)];
        for (int i = 0; i < features.Length; i++)
        {
            features[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        }

        return features;
    }
}
