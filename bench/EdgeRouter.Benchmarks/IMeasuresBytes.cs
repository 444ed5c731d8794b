namespace EdgeRouter.Benchmarks;

/// <summary>A class of benchmarks each of whose invocations works through the same number of bytes: it has a GB/s column.</summary>
public interface IMeasuresBytes
{
    /// <summary>Bytes an invocation; null where the input that they belong to is not on this machine.</summary>
    static abstract long? BytesPerInvoke { get; }
}
