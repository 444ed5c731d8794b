using System.Runtime.InteropServices;

namespace EdgeRouter.Learning.Xgboost;

/// <summary>Owns one native DMatrix.</summary>
internal sealed class MatrixHandle : SafeHandle
{
    public MatrixHandle(nint matrix)
        : base(0, ownsHandle: true)
    {
        SetHandle(matrix);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => NativeXgboost.FreeMatrix(handle) == 0;
}
