using EdgeRouter.Aeron.Counters;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Tools.Aeron.Views;

/// <summary>Joins the counters of a driver to streams: each publication and each image, followed by those that read it. It remembers the last look, for rates.</summary>
public sealed class StreamTable
{
    private Dictionary<(StreamKind, long, long), long> _last = [];
    private long _lastNs = long.MinValue;

    /// <summary>The streams of a look.</summary>
    /// <param name="counters">All counters of a driver.</param>
    /// <param name="nowNs">Time of the look, ns; it only grows.</param>
    public IReadOnlyList<StreamRow> Look(IReadOnlyList<CounterInfo> counters, long nowNs)
    {
        ILookup<long, CounterInfo> readers = counters.Where(counter => counter.TypeId == CounterKind.SubscriberPosition).ToLookup(counter => counter.ReferenceId);
        List<StreamRow> rows = [];
        foreach (IGrouping<long, CounterInfo> stream in OfStreams(counters, CounterKind.PublisherLimit, CounterKind.PublisherPosition, CounterKind.SenderPosition, CounterKind.SenderNaks))
        {
            AddPublication(rows, stream, readers[stream.Key]);
        }

        foreach (IGrouping<long, CounterInfo> stream in OfStreams(counters, CounterKind.ReceiverHighWater, CounterKind.ReceiverPosition, CounterKind.ReceiverNaks))
        {
            AddImage(rows, stream, readers[stream.Key]);
        }

        return WithRates(rows, nowNs);
    }

    private static IEnumerable<IGrouping<long, CounterInfo>> OfStreams(IReadOnlyList<CounterInfo> counters, params int[] typeIds) =>
        counters.Where(counter => typeIds.Contains(counter.TypeId)).GroupBy(counter => StreamKey.Read(counter.Key).RegistrationId);

    private static void AddPublication(List<StreamRow> rows, IGrouping<long, CounterInfo> stream, IEnumerable<CounterInfo> readers)
    {
        long? limit = ValueOf(stream, CounterKind.PublisherLimit);
        long? sent = ValueOf(stream, CounterKind.SenderPosition);
        long position = ValueOf(stream, CounterKind.PublisherPosition) ?? sent ?? 0;
        CounterInfo[] subscribers = [.. readers];
        long done = sent ?? (subscribers.Length > 0 ? subscribers.Min(reader => reader.Value) : position);
        rows.Add(RowOf(StreamKind.Publication, stream) with
        {
            Position = position,
            BacklogBytes = Math.Max(0, position - done),
            WindowLeftBytes = limit is { } end ? Math.Max(0, end - position) : null,
            NakCount = ValueOf(stream, CounterKind.SenderNaks),
        });
        AddSubscribers(rows, subscribers, position);
    }

    private static void AddImage(List<StreamRow> rows, IGrouping<long, CounterInfo> stream, IEnumerable<CounterInfo> readers)
    {
        long position = ValueOf(stream, CounterKind.ReceiverPosition) ?? 0;
        long highWater = ValueOf(stream, CounterKind.ReceiverHighWater) ?? position;
        rows.Add(RowOf(StreamKind.Image, stream) with
        {
            Position = position,
            BacklogBytes = Math.Max(0, highWater - position),
            NakCount = ValueOf(stream, CounterKind.ReceiverNaks),
        });
        AddSubscribers(rows, readers, position);
    }

    private static void AddSubscribers(List<StreamRow> rows, IEnumerable<CounterInfo> readers, long sourcePosition)
    {
        foreach (CounterInfo reader in readers)
        {
            StreamKey key = StreamKey.Read(reader.Key);
            rows.Add(new StreamRow(StreamKind.Subscriber, key.Channel, key.StreamId, key.SessionId, key.RegistrationId, reader.ReferenceId)
            {
                Position = reader.Value,
                BacklogBytes = Math.Max(0, sourcePosition - reader.Value),
            });
        }
    }

    private static StreamRow RowOf(StreamKind kind, IGrouping<long, CounterInfo> stream)
    {
        StreamKey key = StreamKey.Read(stream.First().Key);
        return new StreamRow(kind, key.Channel, key.StreamId, key.SessionId, key.RegistrationId, key.RegistrationId);
    }

    private static long? ValueOf(IEnumerable<CounterInfo> stream, int typeId) => stream.FirstOrDefault(counter => counter.TypeId == typeId)?.Value;

    private List<StreamRow> WithRates(List<StreamRow> rows, long nowNs)
    {
        Dictionary<(StreamKind, long, long), long> positions = [];
        bool hasTime = _lastNs != long.MinValue && nowNs > _lastNs;
        double seconds = hasTime ? (nowNs - _lastNs) / (double)TimeUnits.Second : 0;
        for (int i = 0; i < rows.Count; i++)
        {
            StreamRow row = rows[i];
            (StreamKind, long, long) key = (row.Kind, row.RegistrationId, row.SourceId);
            positions[key] = row.Position;
            if (hasTime && _last.TryGetValue(key, out long before))
            {
                rows[i] = row with { BytesPerSecond = (row.Position - before) / seconds };
            }
        }

        (_last, _lastNs) = (positions, nowNs);
        return rows;
    }
}
