using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Etl.Generation;

/// <summary>
/// Makes the schools and pupils of one county. What comes out depends on the seed, the county and its totals alone, not on the
/// other counties, so counties can be made side by side, or one by itself.
/// </summary>
public sealed class CountyGenerator
{
    private const int OldestPupil = 20;

    private readonly GenerationRequest _request;
    private readonly PupilMaker _pupils;
    private readonly HomeMaker _homes;

    public CountyGenerator(GenerationRequest request, GeneratorTables tables, CountyList counties, CountyPlan plan)
    {
        _request = request;
        Plan = plan;
        var year = request.SchoolYear;
        var numbers = new CitizenIdSource(counties, plan.County, new DateOnly(year.StartYear - OldestPupil, 1, 1));
        Schools = new SchoolMaker(tables, counties, request, numbers, plan).All();
        _pupils = new PupilMaker(tables, counties, numbers, plan.County, year);
        _homes = new HomeMaker(tables, numbers, new Addresses(plan.County, tables, request.Seed), year);
    }

    public CountyPlan Plan { get; }

    public IReadOnlyList<GeneratedSchool> Schools { get; }

    /// <summary>
    /// The pupils class by class, in the order of <see cref="Schools"/>. To be enumerated once: numbers are used up.
    /// </summary>
    public IEnumerable<(GeneratedClass Class, IReadOnlyList<StudentForm> Pupils)> Classes()
    {
        foreach (var school in Schools)
        {
            for (var i = 0; i < school.Classes.Count; i++)
            {
                var @class = school.Classes[i];
                var random = Pcg.Of(_request.Seed, $"{school.Code}/class/{i}");
                yield return (@class, [.. Enumerable.Range(1, @class.Size).Select(seat => _pupils.Make(random, @class, _homes, seat))]);
            }
        }
    }
}
