using System.Globalization;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Etl.Generation;

/// <summary>城乡: where a school stands, which decides most of what its pupils are like.</summary>
public enum Area
{
    /// <summary>城区.</summary>
    Urban,

    /// <summary>镇区.</summary>
    Town,

    /// <summary>乡村.</summary>
    Rural,
}

/// <summary>What schools of a stage and their pupils are like in one kind of place. Shares are parts of ten thousand.</summary>
/// <param name="DistrictShare">
/// Of the stage's pupils in a 市辖区, how many go to school here; with the other kinds' shares they make up the whole.
/// </param>
/// <param name="SchoolSize">Pupils of a usual school.</param>
/// <param name="ClassSize">Pupils of a usual class.</param>
/// <param name="CommuteMetres">The usual way to school.</param>
public sealed record StageArea(
    Stage Stage,
    Area Area,
    int DistrictShare,
    int CityShare,
    int CountyShare,
    int SchoolSize,
    int ClassSize,
    int Boarding,
    int LeftBehind,
    int Migrant,
    int RuralHousehold,
    int CommuteMetres)
{
    public int ShareIn(CountyKind kind) => kind switch
    {
        CountyKind.District => DistrictShare,
        CountyKind.City => CityShare,
        _ => CountyShare,
    };

    internal static StageArea Of(IReadOnlyDictionary<string, string> row)
    {
        int Number(string column) => int.Parse(row[column], CultureInfo.InvariantCulture);
        return new StageArea(
            (Stage)Number("stage"),
            Enum.Parse<Area>(row["area"], ignoreCase: true),
            Number("district_share"),
            Number("city_share"),
            Number("county_share"),
            Number("school_size"),
            Number("class_size"),
            Number("boarding"),
            Number("left_behind"),
            Number("migrant"),
            Number("rural_household"),
            Number("commute_m"));
    }
}
