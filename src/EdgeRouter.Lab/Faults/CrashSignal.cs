namespace EdgeRouter.Lab.Faults;

/// <summary>The router's process dies here: thrown through the engine, which is thrown away.</summary>
internal sealed class CrashSignal : Exception
{
    public CrashSignal()
        : base("the simulated process died")
    {
    }
}
