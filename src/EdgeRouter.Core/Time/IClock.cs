namespace EdgeRouter.Core.Time;

/// <summary>Wall-clock time as an injected input.</summary>
public interface IClock
{
    /// <summary>Nanoseconds since the Unix epoch, UTC.</summary>
    long NowNs { get; }
}
