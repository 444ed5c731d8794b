using System.Runtime.InteropServices;

namespace EdgeRouter.Aeron.Os;

/// <summary>The kernel's <c>timespec</c> on 64-bit systems.</summary>
/// <param name="Seconds">Whole seconds.</param>
/// <param name="Nanoseconds">The rest, below one second.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TimeSpec(long Seconds, long Nanoseconds);
