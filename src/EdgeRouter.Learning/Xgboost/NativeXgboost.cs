using System.Runtime.InteropServices;

namespace EdgeRouter.Learning.Xgboost;

/// <summary>Raw calls of libxgboost's C API (1.7), as <c>xgboost/c_api.h</c> declares them. Each returns 0, or −1 with the reason in
/// <see cref="GetLastError"/> (per thread). Pointers given out belong to the library and live until the next call on the same handle.</summary>
internal static unsafe partial class NativeXgboost
{
    /// <summary>Soname on Debian (package libxgboost0).</summary>
    public const string Library = "libxgboost.so.0";

    [LibraryImport(Library, EntryPoint = "XGBoostVersion")]
    public static partial void Version(out int major, out int minor, out int patch);

    [LibraryImport(Library, EntryPoint = "XGBGetLastError")]
    public static partial byte* GetLastError();

    [LibraryImport(Library, EntryPoint = "XGDMatrixCreateFromMat_omp")]
    public static partial int CreateMatrix(float* rows, ulong rowCount, ulong columnCount, float missing, out nint matrix, int threadCount);

    [LibraryImport(Library, EntryPoint = "XGDMatrixFree")]
    public static partial int FreeMatrix(nint matrix);

    [LibraryImport(Library, EntryPoint = "XGDMatrixSetFloatInfo", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetFloatInfo(MatrixHandle matrix, string field, float* values, ulong count);

    [LibraryImport(Library, EntryPoint = "XGDMatrixSetStrFeatureInfo", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetMatrixFeatureInfo(MatrixHandle matrix, string field, string[] values, ulong count);

    [LibraryImport(Library, EntryPoint = "XGBoosterCreate")]
    public static partial int CreateBooster(nint* matrices, ulong count, out nint booster);

    [LibraryImport(Library, EntryPoint = "XGBoosterFree")]
    public static partial int FreeBooster(nint booster);

    [LibraryImport(Library, EntryPoint = "XGBoosterSetParam", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetParameter(BoosterHandle booster, string name, string value);

    [LibraryImport(Library, EntryPoint = "XGBoosterSetStrFeatureInfo", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetBoosterFeatureInfo(BoosterHandle booster, string field, string[] values, ulong count);

    [LibraryImport(Library, EntryPoint = "XGBoosterUpdateOneIter")]
    public static partial int UpdateOneRound(BoosterHandle booster, int round, MatrixHandle trainMatrix);

    [LibraryImport(Library, EntryPoint = "XGBoosterEvalOneIter", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int EvaluateOneRound(BoosterHandle booster, int round, nint* matrices, string[] names, ulong count, out byte* text);

    [LibraryImport(Library, EntryPoint = "XGBoosterSaveModelToBuffer", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SaveModel(BoosterHandle booster, string config, out ulong sizeBytes, out byte* content);

    [LibraryImport(Library, EntryPoint = "XGBoosterPredict")]
    public static partial int Predict(BoosterHandle booster, MatrixHandle matrix, int optionMask, uint treeLimit, int training, out ulong count, out float* values);

    [LibraryImport(Library, EntryPoint = "XGBoosterLoadModelFromBuffer")]
    public static partial int LoadModel(BoosterHandle booster, byte* content, ulong sizeBytes);

    [LibraryImport(Library, EntryPoint = "XGBoosterPredictFromDense")]
    public static partial int PredictInPlace(
        BoosterHandle booster, byte* arrayInterface, byte* config, nint proxyMatrix, out ulong* shape, out ulong dimensions, out float* values);
}
