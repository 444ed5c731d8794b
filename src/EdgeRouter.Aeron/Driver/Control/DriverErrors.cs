using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Errors;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>What went wrong, for those who look at the directory: each text once in the error log, each time in the counter. The conductor alone.</summary>
/// <param name="log">The error log.</param>
/// <param name="count">The counter.</param>
/// <param name="time">When.</param>
/// <param name="onError">Told too, if anyone.</param>
internal sealed class DriverErrors(ErrorLog log, CounterCell count, DriverTime time, Action<string>? onError)
{
    /// <summary>Notes an error.</summary>
    /// <param name="text">One line.</param>
    public void Record(string text)
    {
        count.Add(1);
        _ = log.Record(text, time.NowMs); // A full log takes no new text; the counter goes on, and the handler hears it.
        onError?.Invoke(text);
    }
}
