using System.Globalization;
using Dapper;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Generation;
using ManagementPlatform.Storage;

namespace ManagementPlatform.Benchmarks.Data;

/// <summary>
/// Puts generated schools and classes into the tables as they are, past the use cases: they are not what is measured.
/// </summary>
internal sealed class SchoolLoader
{
    private const long FirstKey = 519_000_000_000_000; // far above what the center hands out
    private const string HomeCenter = "51";

    private static readonly Table<OrganizationNode> Nodes = new("organization", "organization_id");
    private static readonly Table<School> Schools = new("school", "school_id");
    private static readonly Table<SchoolCodeRecord> Codes = new("school_code", "code");
    private static readonly Table<ScopeRow> Scopes = new("school_scope", "organization_id", "school_id");
    private static readonly Table<SchoolClass> Classes = new("school_class", "class_id");

    private readonly Database _database;
    private readonly Pinyin _pinyin;
    private readonly Dictionary<string, OrganizationNode> _bureaus;
    private long _key = FirstKey;

    private SchoolLoader(Database database, Pinyin pinyin, IEnumerable<OrganizationNode> bureaus) =>
        (_database, _pinyin, _bureaus) = (database, pinyin, bureaus.ToDictionary(b => b.Code!));

    public static async Task<SchoolLoader> OpenAsync(Database database, Pinyin pinyin, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return new(database, pinyin, await connection.QueryAsync<OrganizationNode>(
            $"SELECT {Nodes.SelectList} FROM organization WHERE code IS NOT NULL"));
    }

    public async Task AddAsync(CountyGenerator county, CancellationToken cancel)
    {
        var bureau = _bureaus[county.Plan.County.Code];
        var above = Above(bureau).ToList();
        var schools = county.Schools.Select(school => (Key: _key++, School: school)).ToList();
        await using var connection = await _database.OpenAsync(cancel);
        await using var transaction = await _database.Dialect.BeginWriteAsync(connection, cancel);
        await StoreAsync(Nodes, schools.Select(s => Node(s.Key, s.School, bureau)));
        await StoreAsync(Schools, schools.Select(s => Row(s.Key, s.School, above)));
        await StoreAsync(Codes, schools.Select(s => new SchoolCodeRecord
        {
            Code = s.School.Code.Text, SchoolId = s.Key, State = SchoolCodeState.Active, AssignedOn = s.School.FoundedOn,
        }));
        await StoreAsync(Scopes, schools.SelectMany(s => above.Select(b => b.OrganizationId).Prepend(s.Key).Select(
            id => new ScopeRow { OrganizationId = id, SchoolId = s.Key })));
        await StoreAsync(Classes, schools.SelectMany(s => s.School.Classes.Select(c => Row(s.Key, c))));
        await transaction.CommitAsync(cancel);

        Task StoreAsync<T>(Table<T> table, IEnumerable<T> rows) =>
            _database.Dialect.BulkInsertAsync(connection, transaction, table, rows, cancel);
    }

    private IEnumerable<OrganizationNode> Above(OrganizationNode bureau)
    {
        for (OrganizationNode? node = bureau; node is not null; node = _bureaus.Values.FirstOrDefault(b => b.OrganizationId == node.ParentId))
            yield return node;
    }

    private OrganizationNode Node(long key, GeneratedSchool school, OrganizationNode bureau) => new()
    {
        OrganizationId = key,
        Kind = "school",
        Code = school.Code.Text,
        Name = school.Name,
        NamePinyin = OrganizationNode.PinyinOf(school.Name, _pinyin),
        ParentId = bureau.OrganizationId,
        RegionCode = bureau.RegionCode,
        IsActive = true,
        HomeCenter = HomeCenter,
        RowVersion = 1,
    };

    private static School Row(long key, GeneratedSchool school, List<OrganizationNode> above) => new()
    {
        SchoolId = key,
        Status = SchoolStatus.Active,
        TypeCode = school.TypeCode,
        OrganizerCode = school.OrganizerCode,
        SupervisingId = above[0].OrganizationId,
        CountyId = above[0].OrganizationId,
        CityId = above.FirstOrDefault(b => b.Kind == "city")?.OrganizationId,
        ProvinceId = above.First(b => b.Kind == "province").OrganizationId,
        LocationCode = above[0].RegionCode + "001000",
        UrbanRuralCode = school.UrbanRuralCode,
        Address = school.Address,
        PostalCode = school.PostalCode,
        Phone = school.Phone,
        SchoolingSystem = school.System.Code,
        SchoolYear = 2026,
    };

    private SchoolClass Row(long school, GeneratedClass place) => new()
    {
        ClassId = _key++,
        SchoolId = school,
        Stage = (int)place.Grade.Stage,
        EntryYear = place.EntryYear,
        ClassNumber = place.Number,
        Grade = place.Grade.Code,
        Name = place.Number.ToString(CultureInfo.InvariantCulture) + "班",
        TypeCode = place.TypeCode,
        SchoolingSystem = place.School.System.Code,
        Status = ClassStatus.Active,
        FormedOn = new DateOnly(place.EntryYear, 9, 1),
        HomeCenter = HomeCenter,
        RowVersion = 1,
    };

    private sealed record ScopeRow
    {
        public required long OrganizationId { get; init; }
        public required long SchoolId { get; init; }
    }
}
