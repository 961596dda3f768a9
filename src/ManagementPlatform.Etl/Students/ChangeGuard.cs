using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Etl.Students;

/// <summary>
/// Counts, school by school, what an import changes of pupils who were there before, and says of which schools it is more than
/// the limit. A wrong file or a wrong mapping rewrites a whole school at once; a right one seldom does.
/// </summary>
internal sealed class ChangeGuard(bool isComplete)
{
    private readonly Dictionary<long, School> _schools = [];

    public void Added(long school, long pupil) => Of(school).Add(pupil, isComplete, added: 1);

    public void Updated(long school, long pupil) => Of(school).Add(pupil, isComplete, changed: 1);

    public void Unchanged(long school, long pupil) => Of(school).Add(pupil, isComplete);

    /// <summary>Pupils on the roll of the table's schools and not in the table, by school.</summary>
    public async Task<IReadOnlyList<(SchoolRoll School, IReadOnlyList<PupilOnRoll> Pupils)>> MissingAsync(
        ImportQueries queries, CancellationToken cancel)
    {
        var missing = new List<(SchoolRoll, IReadOnlyList<PupilOnRoll>)>();
        if (!isComplete)
            return missing;
        foreach (var school in await queries.RollsAsync(_schools.Keys, cancel))
        {
            var seen = _schools[school.SchoolId].Seen;
            var pupils = (await queries.OnRollAsync(school.SchoolId, cancel)).Where(p => !seen.Contains(p.StudentId)).ToList();
            _schools[school.SchoolId].Missing = pupils.Count;
            if (pupils.Count > 0)
                missing.Add((school, pupils));
        }

        return missing;
    }

    /// <param name="limit">The share of a school's pupils, 0 to 1.</param>
    public async Task<IReadOnlyList<ChangeShare>> AboveAsync(double limit, ImportQueries queries, CancellationToken cancel)
    {
        var touched = _schools.Where(s => s.Value.Changed + s.Value.Missing > 0).ToDictionary();
        if (touched.Count == 0)
            return [];
        var rolls = await queries.RollsAsync(touched.Keys, cancel);
        return [.. rolls.Select(r => Share(r, touched[r.SchoolId])).Where(s => s.Share > limit).OrderByDescending(s => s.Share)];
    }

    // The roll is read after this import's own pupils went onto it.
    private static ChangeShare Share(SchoolRoll roll, School school) =>
        new(roll.SchoolId, roll.SchoolName, school.Changed, school.Missing, roll.Pupils - school.Added);

    private School Of(long school) => _schools.TryGetValue(school, out var known) ? known : _schools[school] = new School();

    private sealed class School
    {
        public int Added { get; private set; }

        public int Changed { get; private set; }

        public int Missing { get; set; }

        public HashSet<long> Seen { get; } = [];

        public void Add(long pupil, bool isComplete, int added = 0, int changed = 0)
        {
            Added += added;
            Changed += changed;
            if (isComplete)
                Seen.Add(pupil);
        }
    }
}
