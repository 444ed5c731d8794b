using EdgeRouter.Core.Errors;

namespace EdgeRouter.Tools.Score;

/// <summary>The formats by the ends of file names.</summary>
public static class RowFormats
{
    /// <summary>Format of a file.</summary>
    /// <param name="path">Its path; only the name counts.</param>
    /// <exception cref="EdgeRouterException">ER4056: the name has none of the known endings.</exception>
    public static RowFormat OfPath(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".CSV" => RowFormat.Csv,
        ".F32" => RowFormat.Float32,
        ".F64" => RowFormat.Float64,
        _ => throw EdgeRouterException.Usage(ScoreErrors.UnknownFormat, $"{path}: the name ends neither in .csv nor in .f32 nor in .f64; rename the file after what is in it"),
    };

    /// <summary>Bytes of a value in a binary format.</summary>
    /// <param name="format">Not <see cref="RowFormat.Csv"/>.</param>
    internal static int ValueBytes(RowFormat format) => format == RowFormat.Float32 ? sizeof(float) : sizeof(double);
}
