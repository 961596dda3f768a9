using System.Text.Json;
using ManagementPlatform.Core;

namespace ManagementPlatform.Etl.Mapping;

/// <summary>The profiles of a folder; the program carries its own beside it.</summary>
public sealed class MappingProfiles(string folder)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static MappingProfiles Shipped { get; } = new(Path.Combine(AppContext.BaseDirectory, "etl", "mappings"));

    public IReadOnlyList<MappingProfile> All(string entity) =>
        [.. Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Read).Where(p => p.Entity == entity) : []];

    /// <exception cref="RefusalException">There is none of that name for that entity.</exception>
    public MappingProfile Find(string name, string entity)
    {
        var all = All(entity);
        return all.FirstOrDefault(p => p.Name == name) ?? throw Refused.Invalid(
            "unknown_mapping", $"没有名为“{name}”的映射方案，可选：{string.Join('、', all.Select(p => $"{p.Name}（{p.Title}）"))}。", "mapping");
    }

    /// <exception cref="InvalidDataException">The file is no profile: an operator's mistake, not a sender's.</exception>
    private static MappingProfile Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<MappingProfile>(File.ReadAllText(path), Options)!;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is not a mapping profile: {exception.Message}", exception);
        }
    }
}
