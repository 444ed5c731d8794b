namespace EdgeRouter.Sbe.Properties.Tests.Model;

/// <summary>Where fields stand: behind the one before, or where the schema says (specification 1.0, "Field position and message layout").</summary>
public static class Layout
{
    /// <summary>First byte behind all fields that a version has.</summary>
    public static int End(IEnumerable<ModelField> fields, int version) => fields.Select(field => field.EndAt(version)).DefaultIfEmpty(0).Max();

    /// <summary>First byte behind the members that both the writer's version and the reader's schema know.</summary>
    public static IEnumerable<ModelField> Known(this IEnumerable<ModelField> fields, int version) => fields.Where(field => field.Since <= version);
}
