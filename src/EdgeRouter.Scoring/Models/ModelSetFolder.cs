using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Scoring.Models;

/// <summary>The files of a model set: <c>model.json</c> and three models. Reading trusts nothing; writing puts <c>model.json</c> last,
/// so that a folder with one is complete.</summary>
public static class ModelSetFolder
{
    /// <summary>Name of the metadata file.</summary>
    public const string MetadataFileName = "model.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        WriteIndented = true,
        MaxDepth = 16,
    };

    /// <summary>Writes a model set. The same input gives the same bytes.</summary>
    /// <param name="folder">Created if it is not there; older files of the same names are replaced.</param>
    /// <param name="description">What the trainer knows.</param>
    /// <param name="fillUbj">Fill model, XGBoost UBJSON.</param>
    /// <param name="costUbj">Cost model, XGBoost UBJSON.</param>
    /// <param name="completionUbj">Completion-cost model, XGBoost UBJSON.</param>
    /// <exception cref="EdgeRouterException">ER4009: the folder cannot be written.</exception>
    public static void Write(string folder, ModelSetDescription description, byte[] fillUbj, byte[] costUbj, byte[] completionUbj)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.Delete(Path.Combine(folder, MetadataFileName));
            var files = new ModelFiles(
                WriteModel(folder, "fill.ubj", fillUbj),
                WriteModel(folder, "cost.ubj", costUbj),
                WriteModel(folder, "completion.ubj", completionUbj));
            var metadata = new ModelSetMetadata { SchemaVersion = ModelSetMetadata.CurrentSchemaVersion, Description = description, Models = files };
            Replace(folder, MetadataFileName, JsonSerializer.SerializeToUtf8Bytes(metadata, Json));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EdgeRouterException.Environment(ScoringErrors.Unwritable, $"{folder}: the model set cannot be written: {e.Message}", e);
        }
    }

    internal static ModelSetMetadata ReadMetadata(string folder)
    {
        string path = Path.Combine(folder, MetadataFileName);
        byte[] content = ModelImporter.ReadFile(path);
        try
        {
            ModelSetMetadata metadata = JsonSerializer.Deserialize<ModelSetMetadata>(content, Json) ?? throw new JsonException("null");
            if (metadata.Description.Features.Any(static name => name is null))
            {
                throw new JsonException("a feature name is null");
            }

            return metadata.SchemaVersion is >= 1 and <= ModelSetMetadata.CurrentSchemaVersion
                ? metadata
                : throw BadSet(path, $"schemaVersion {metadata.SchemaVersion} is unknown; this program reads up to {ModelSetMetadata.CurrentSchemaVersion}");
        }
        catch (JsonException e)
        {
            throw BadSet(path, $"not a model set's metadata: {e.Message}", e);
        }
    }

    internal static byte[] ReadModel(string folder, ModelFile file)
    {
        if (file.File.Length == 0 || file.File is "." or ".." || file.File != Path.GetFileName(file.File))
        {
            throw BadSet(Path.Combine(folder, MetadataFileName), "a model's file name must be a plain name inside the set's folder");
        }

        string path = Path.Combine(folder, file.File);
        byte[] content = ModelImporter.ReadFile(path);
        return string.Equals(Sha256(content), file.Sha256, StringComparison.OrdinalIgnoreCase)
            ? content
            : throw EdgeRouterException.BadInput(ScoringErrors.HashMismatch, $"{path}: SHA-256 is not the one in {MetadataFileName}: the file was changed or replaced; train again or restore it");
    }

    internal static EdgeRouterException BadSet(string path, string what, Exception? inner = null) =>
        EdgeRouterException.BadInput(ScoringErrors.BadModelSet, $"{path}: {what}", inner);

    private static ModelFile WriteModel(string folder, string name, byte[] content)
    {
        Replace(folder, name, content);
        return new ModelFile(name, Sha256(content));
    }

    private static void Replace(string folder, string name, byte[] content)
    {
        string target = Path.Combine(folder, name);
        string temporary = target + ".part";
        File.WriteAllBytes(temporary, content);
        File.Move(temporary, target, overwrite: true);
    }

    private static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
