using System.Globalization;
using System.Text;

namespace EdgeRouter.Engine.TestHost;

/// <summary>The venues' own books: a file with one line an event, each written by one call, so that it outlives the router's process. What a kill cut off in
/// the middle of a line did not happen.</summary>
public sealed class FileVenueLog : IDisposable
{
    private readonly FileStream _file;

    public FileVenueLog(string path)
    {
        IReadOnlyCollection<FileVenueOrder> orders = Read(path, out long length);
        foreach (FileVenueOrder order in orders)
        {
            Orders.Add(order.Id, order);
        }

        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _file.SetLength(length);
        _file.Seek(length, SeekOrigin.Begin);
    }

    public SortedDictionary<long, FileVenueOrder> Orders { get; } = [];

    public static IReadOnlyCollection<FileVenueOrder> Read(string path) => Read(path, out _);

    public void Sent(FileVenueOrder o)
    {
        Orders.Add(o.Id, o);
        Write(string.Create(CultureInfo.InvariantCulture, $"S {o.Id} {o.ParentId} {o.Venue} {o.Instrument} {o.Sign} {o.Quantity} {o.PriceNanos}"));
    }

    public void Filled(FileVenueOrder order, ulong execution, long quantity)
    {
        order.Fills.Add((execution, quantity));
        Write(string.Create(CultureInfo.InvariantCulture, $"F {order.Id} {execution} {quantity}"));
    }

    public void Cancelled(FileVenueOrder order)
    {
        order.IsCancelled = true;
        Write(string.Create(CultureInfo.InvariantCulture, $"C {order.Id}"));
    }

    public void Rejected(FileVenueOrder order)
    {
        order.IsRejected = true;
        Write(string.Create(CultureInfo.InvariantCulture, $"R {order.Id}"));
    }

    public void Dispose() => _file.Dispose();

    private static IReadOnlyCollection<FileVenueOrder> Read(string path, out long length)
    {
        var orders = new SortedDictionary<long, FileVenueOrder>();
        string text = File.Exists(path) ? File.ReadAllText(path) : string.Empty;
        length = text.LastIndexOf('\n') + 1;
        foreach (string line in text[..(int)length].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            long[] numbers = [.. line[2..].Split(' ').Select(n => long.Parse(n, CultureInfo.InvariantCulture))];
            Apply(orders, line[0], numbers);
        }

        return orders.Values;
    }

    private static void Apply(SortedDictionary<long, FileVenueOrder> orders, char kind, long[] n)
    {
        switch (kind)
        {
            case 'S':
                orders.Add(n[0], new FileVenueOrder { Id = n[0], ParentId = n[1], Venue = (byte)n[2], Instrument = (int)n[3], Sign = (int)n[4], Quantity = n[5], PriceNanos = n[6] });
                break;
            case 'F':
                orders[n[0]].Fills.Add(((ulong)n[1], n[2]));
                break;
            case 'C':
                orders[n[0]].IsCancelled = true;
                break;
            case 'R':
                orders[n[0]].IsRejected = true;
                break;
            default:
                throw new InvalidDataException($"the venues' log has a line of kind {kind}");
        }
    }

    private void Write(string line) => _file.Write(Encoding.ASCII.GetBytes(line + "\n"));
}
