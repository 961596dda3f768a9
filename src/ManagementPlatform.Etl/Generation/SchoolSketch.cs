using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Etl.Generation;

/// <summary>A school before it has a name: its kind, place and pupils.</summary>
internal sealed class SchoolSketch(SchoolKind kind, Area area)
{
    private readonly Dictionary<Stage, long> _pupils = [];

    public SchoolKind Kind => kind;

    public Area Area => area;

    public IEnumerable<Stage> Stages => _pupils.Where(p => p.Value > 0).Select(p => p.Key).Order();

    public long this[Stage stage]
    {
        get => _pupils.GetValueOrDefault(stage);
        set => _pupils[stage] = value;
    }

    /// <summary>Pupils of its teaching points, beside its own.</summary>
    public List<long> TeachingPoints { get; } = [];
}
