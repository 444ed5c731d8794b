using System.Runtime.InteropServices;

namespace EdgeRouter.Learning.Xgboost;

/// <summary>Owns one native booster.</summary>
internal sealed class BoosterHandle : SafeHandle
{
    public BoosterHandle(nint booster)
        : base(0, ownsHandle: true)
    {
        SetHandle(booster);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => NativeXgboost.FreeBooster(handle) == 0;
}
