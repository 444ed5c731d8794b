namespace EdgeRouter.Tools.Score;

/// <summary>How a file of rows or of scores is written.</summary>
public enum RowFormat
{
    /// <summary>Text, fields separated by commas (<c>.csv</c>).</summary>
    Csv,

    /// <summary>Row-major little-endian float32 (<c>.f32</c>).</summary>
    Float32,

    /// <summary>Row-major little-endian float64 (<c>.f64</c>).</summary>
    Float64,
}
