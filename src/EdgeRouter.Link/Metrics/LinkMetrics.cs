using System.Buffers.Binary;
using EdgeRouter.Aeron.Client;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Link.Transports;

namespace EdgeRouter.Link.Metrics;

/// <summary>One end of a link as Aeron counters, which any tool on the machine can read without disturbing it. They are written once a heartbeat. Adding them
/// waits for nobody; after the driver was lost and found again they are added anew, and a driver that refuses them is asked again a second later.</summary>
/// <remarks>Key of each counter: outgoing stream (int32), tier, other tier (a byte each), source (uint16), incarnation (uint64), little endian. One thread;
/// allocates only while counters are added.</remarks>
public sealed class LinkMetrics : ILinkMetrics, IDisposable
{
    private const int KeyBytes = 16;
    private const long RetryNs = TimeUnits.Second;
    private readonly AeronClient _client;
    private readonly LinkOptions _link;
    private readonly AeronLinkOptions _streams;
    private readonly long[] _numbers = new long[LinkFigures.All.Length];
    private readonly AeronCounter?[] _counters = new AeronCounter?[LinkFigures.All.Length];
    private long _nextNs = long.MinValue;
    private int _epoch;
    private bool _isAsked;
    private bool _isThere;
    private bool _isClosed;

    /// <summary>Names the link; nothing is added before the first <see cref="Update"/>.</summary>
    /// <param name="client">The client; the caller keeps it, and gives it time where it has no thread of its own.</param>
    /// <param name="link">The options of the link's session.</param>
    /// <param name="streams">The streams of its transport.</param>
    public LinkMetrics(AeronClient client, LinkOptions link, AeronLinkOptions streams)
    {
        _client = client;
        _link = link;
        _streams = streams;
    }

    /// <summary>Why the counters could not be added last time; null = they could, or it is still under way. The link does not care.</summary>
    public EdgeRouterException? Problem { get; private set; }

    /// <inheritdoc/>
    public void Update(LinkSession session, long nowNs)
    {
        if (nowNs < _nextNs || _isClosed)
        {
            return;
        }

        _nextNs = nowNs + _link.HeartbeatNs;
        if (_isAsked && (_epoch != _client.Epoch || _counters[0] is { IsClosed: true }))
        {
            Drop();
        }

        if (_isThere || TryAdd(nowNs))
        {
            Write(session);
        }
    }

    /// <summary>Takes the counters back; the client is the caller's.</summary>
    public void Dispose()
    {
        _isClosed = true;
        Drop();
    }

    private void Write(LinkSession session)
    {
        for (int i = 0; i < _counters.Length; i++)
        {
            _counters[i]!.Value = LinkFigures.ValueOf(LinkFigures.All[i], session);
        }
    }

    private bool TryAdd(long nowNs)
    {
        try
        {
            Ask();
            _isThere = _isAsked && AreAllThere();
            Problem = _isThere ? null : Problem;
        }
        catch (EdgeRouterException e)
        {
            Problem = e;
            Drop();
            _nextNs = nowNs + RetryNs;
        }

        return _isThere;
    }

    private void Ask()
    {
        if (_isAsked || _client.State != ClientState.Connected)
        {
            return;
        }

        _isAsked = true;
        _epoch = _client.Epoch;
        Array.Fill(_numbers, -1);
        Span<byte> key = stackalloc byte[KeyBytes];
        WriteKey(key);
        for (int i = 0; i < _numbers.Length; i++)
        {
            LinkMetric metric = LinkFigures.All[i];
            string label = $"link {_link.Tier} to {_link.PeerTier}, stream {_streams.OutgoingStreamId}: {LinkFigures.NameOf(metric)}";
            _numbers[i] = _client.BeginAddCounter((int)metric, key, label);
        }
    }

    private void WriteKey(Span<byte> key)
    {
        BinaryPrimitives.WriteInt32LittleEndian(key, _streams.OutgoingStreamId);
        key[4] = (byte)_link.Tier;
        key[5] = (byte)_link.PeerTier;
        BinaryPrimitives.WriteUInt16LittleEndian(key[6..], _link.SourceId);
        BinaryPrimitives.WriteUInt64LittleEndian(key[8..], _link.Incarnation);
    }

    private bool AreAllThere()
    {
        bool areThere = true;
        for (int i = 0; i < _counters.Length; i++)
        {
            areThere &= _counters[i] is not null || _client.TryComplete(_numbers[i], out _counters[i]);
        }

        return areThere;
    }

    private void Drop()
    {
        for (int i = 0; i < _counters.Length && _isAsked; i++)
        {
            if (_counters[i] is { } counter)
            {
                counter.Dispose();
            }
            else if (_numbers[i] >= 0)
            {
                _client.CancelAdd(_numbers[i]);
            }

            _counters[i] = null;
        }

        _isAsked = false;
        _isThere = false;
    }
}
