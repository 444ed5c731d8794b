using System.Runtime.InteropServices;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>Root and depth of a tree for walking.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WalkTree
{
    public int Root;
    public int Steps;
}
