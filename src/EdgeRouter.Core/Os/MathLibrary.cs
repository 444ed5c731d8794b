using System.Runtime.InteropServices;

namespace EdgeRouter.Core.Os;

/// <summary>Functions of the C mathematics library that .NET does not offer in full precision. Their last bit may differ between machines:
/// only for comparing with programs that call the same library, never for decisions.</summary>
public static partial class MathLibrary
{
    private const string Library = "libm.so.6";

    private static readonly bool IsPresent = OperatingSystem.IsLinux() && NativeLibrary.TryLoad(Library, out _);

    /// <summary>ln(1 + x), precise also for small <paramref name="x"/> (<see cref="double.LogP1"/> adds first and loses it there).</summary>
    /// <param name="x">Any double; NaN below −1.</param>
    public static double LogOnePlus(double x) => IsPresent ? Log1P(x) : LogOnePlusPortable(x);

    /// <summary>The same from <see cref="Math.Log(double)"/> where the library is absent: a few units in the last place off.</summary>
    /// <param name="x">Any double; NaN below −1.</param>
    internal static double LogOnePlusPortable(double x)
    {
        double sum = 1.0 + x;
        return sum == 1.0 || double.IsPositiveInfinity(sum) ? x : Math.Log(sum) * (x / (sum - 1.0));
    }

    [LibraryImport(Library, EntryPoint = "log1p")]
    private static partial double Log1P(double x);
}
