using System.Buffers.Binary;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Link.Gateways;

namespace EdgeRouter.Link.TestHost.Tiers;

/// <summary>A venue that outlives its gateway: each order that it is given is in its file, 8 bytes of its id, before it answers. It takes its time for an order
/// and for its answer, so that a kill finds some of each. It answers each order and each question with one report; what it had to say to a gateway that died is
/// lost.</summary>
public sealed class ScriptedVenue : IOrderGateway, IDisposable
{
    private const int RecordBytes = sizeof(long);
    private const long TakeNs = 300 * TimeUnits.Microsecond;
    private const long AnswerNs = 10 * TimeUnits.Millisecond;
    private readonly FileStream _file;
    private readonly HashSet<long> _known;
    private readonly Queue<(long DueNs, ExecutionReport Report)> _answers = new();
    private readonly IClock _clock;
    private GatewayEndpoint? _endpoint;

    public ScriptedVenue(string path, IClock clock)
    {
        _clock = clock;
        _known = [.. ReadOrders(path)];
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>The orders of a file, as they came.</summary>
    public static long[] ReadOrders(string path)
    {
        byte[] bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
        long[] orders = new long[bytes.Length / RecordBytes];
        for (int i = 0; i < orders.Length; i++)
        {
            orders[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(i * RecordBytes));
        }

        return orders;
    }

    public void Attach(GatewayEndpoint endpoint) => _endpoint = endpoint;

    /// <summary>Says what is due.</summary>
    public void Work()
    {
        while (_answers.TryPeek(out (long DueNs, ExecutionReport Report) answer) && answer.DueNs <= _clock.NowNs)
        {
            _ = _answers.Dequeue();
            Say(answer.Report);
        }
    }

    public void Send(in ChildOrder order)
    {
        long untilNs = _clock.NowNs + TakeNs;
        while (_clock.NowNs < untilNs)
        {
            Thread.Yield();
        }

        byte[] record = new byte[RecordBytes];
        BinaryPrimitives.WriteInt64LittleEndian(record, order.Id.Value);
        _file.Write(record);
        _known.Add(order.Id.Value);
        var report = new ExecutionReport { ChildId = order.Id, VenueId = order.VenueId, Type = ExecutionType.New, LeavesQuantity = order.Quantity };
        _answers.Enqueue((_clock.NowNs + AnswerNs, report));
    }

    public void Cancel(in CancelRequest request)
    {
        // Nobody cancels here.
    }

    public void RequestStatus(in StatusRequest request)
    {
        var report = new ExecutionReport { ChildId = request.ChildId, VenueId = request.VenueId, Type = ExecutionType.OrderStatus };
        bool isKnown = _known.Contains(request.ChildId.Value);
        Say(isKnown ? report : report with { Type = ExecutionType.Rejected, State = ChildOrderState.Rejected, RejectReason = RejectReason.UnknownOrder });
    }

    public void Dispose() => _file.Dispose();

    private void Say(in ExecutionReport report)
    {
        ExecutionReport stamped = report with { VenueTimeNs = _clock.NowNs, ReceiveTimeNs = _clock.NowNs };
        if (!_endpoint!.TryReport(stamped))
        {
            throw new IOException("the gateway's journal takes nothing: its disc is full");
        }
    }
}
