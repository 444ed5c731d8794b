using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Import;

/// <summary>The way in for model files: recognises the format by content and gives back a checked ensemble. Trusts nothing in the file.</summary>
/// <remarks>Reads XGBoost JSON and UBJSON (1.7 to 3.x: gbtree, dart and gblinear) and LightGBM text (v2 to v4), one or more outputs. Every
/// failure is an <see cref="EdgeRouterException"/>: ER4001 unreadable file, ER4002 not a model, ER4003 inconsistent model, ER4004 an objective,
/// booster or file version that is not known, ER4005 too large.</remarks>
public static class ModelImporter
{
    /// <summary>Loads a model file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rounds">Boosting rounds to use; all by default.</param>
    /// <exception cref="EdgeRouterException">See the remarks of <see cref="ModelImporter"/>.</exception>
    public static TreeEnsemble Load(string path, RoundSelection rounds = default) => Parse(ReadFile(path), path, rounds);

    /// <summary>Reads a model from memory.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="fileName">Name for error messages.</param>
    /// <param name="rounds">Boosting rounds to use; all by default.</param>
    /// <exception cref="EdgeRouterException">See the remarks of <see cref="ModelImporter"/>.</exception>
    public static TreeEnsemble Parse(byte[] content, string fileName, RoundSelection rounds = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var context = new ImportContext(fileName);
        return Recognise(content, context) switch
        {
            ModelFormat.XgboostUbj => XgboostEnsembleBuilder.Build(XgboostUbjReader.Read(content, context), rounds, context),
            ModelFormat.XgboostJson => XgboostEnsembleBuilder.Build(XgboostJsonReader.Read(content, context), rounds, context),
            ModelFormat.LightGbmText => LightGbmReader.Read(content, rounds, context),
            _ => throw context.Malformed(0, "neither XGBoost JSON nor XGBoost UBJSON nor LightGBM text"),
        };
    }

    internal static byte[] ReadFile(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > ImportLimits.MaxFileSizeBytes)
            {
                throw new ImportContext(path).TooLarge($"{file.Length} bytes; at most {ImportLimits.MaxFileSizeBytes} can be read");
            }

            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw EdgeRouterException.BadInput(ScoringErrors.Unreadable, $"{path}: cannot be read: {e.Message} Check the path and its rights.", e);
        }
    }

    // Both containers open with '{'. A UBJSON key begins with the type of its length, a JSON key with a quote after optional white space.
    private static ModelFormat Recognise(byte[] content, ImportContext context)
    {
        if (content.Length == 0)
        {
            throw context.Malformed(0, "the file is empty");
        }

        if (content.AsSpan().StartsWith("tree\n"u8) || content.AsSpan().StartsWith("tree\r\n"u8))
        {
            return ModelFormat.LightGbmText;
        }

        bool isUbj = content.Length > 1 && content[0] == '{' && "LliUI"u8.Contains(content[1]);
        if (isUbj)
        {
            return ModelFormat.XgboostUbj;
        }

        int first = content.AsSpan().IndexOfAnyExcept(" \t\r\n"u8);
        return first >= 0 && content[first] == '{' ? ModelFormat.XgboostJson : ModelFormat.Unknown;
    }
}
