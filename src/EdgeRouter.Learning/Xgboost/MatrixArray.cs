namespace EdgeRouter.Learning.Xgboost;

/// <summary>Handles of several matrices as the library takes them, held alive until disposed.</summary>
internal readonly ref struct MatrixArray : IDisposable
{
    private readonly MatrixHandle[] _held;
    private readonly nint[] _pointers;

    /// <summary>Holds the matrices.</summary>
    /// <param name="matrices">Open handles.</param>
    /// <exception cref="ObjectDisposedException">One has been disposed.</exception>
    public MatrixArray(MatrixHandle[] matrices)
    {
        ObjectDisposedException.ThrowIf(Array.Exists(matrices, static matrix => matrix.IsClosed), typeof(XgboostDataset));
        _held = matrices;
        _pointers = new nint[matrices.Length];
        for (int i = 0; i < matrices.Length; i++)
        {
            bool added = false;
            matrices[i].DangerousAddRef(ref added);
            _pointers[i] = matrices[i].DangerousGetHandle();
        }
    }

    /// <summary>The native handles.</summary>
    public ReadOnlySpan<nint> Pointers => _pointers;

    /// <summary>Lets go of the matrices.</summary>
    public void Dispose()
    {
        foreach (MatrixHandle matrix in _held)
        {
            matrix.DangerousRelease();
        }
    }
}
