using System.Globalization;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Organization.Conditions;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Etl.Generation;

/// <summary>Turns a county's made-up schools into the registry's rows.</summary>
internal sealed class SchoolRows(IReadOnlyList<GeneratedSchool> schools, SchoolYear year, string centerCode, Pinyin pinyin)
{
    internal const string China = "CHN";

    private readonly List<RegisteredSchool> _schools = [];
    private readonly List<SubUnit> _subUnits = [];
    private readonly List<StaffMember> _staff = [];
    private readonly List<SchoolClass> _classes = [];
    private readonly List<SchoolCondition> _conditions = [];
    private long _nextKey;

    /// <summary>One key each.</summary>
    public int Count => schools.Sum(s => 1 + s.SubUnits.Count + s.Staff.Count + s.Classes.Count);

    /// <summary>The class's key, once the load was made.</summary>
    public Dictionary<GeneratedClass, long> ClassIds { get; } = [];

    public SchoolLoad Make(BureauLine line, long firstKey)
    {
        Forget();
        _nextKey = firstKey;
        foreach (var school in schools)
            Add(school, line);
        return new SchoolLoad(_schools, _subUnits, _staff, _classes, _conditions);
    }

    // The unit of work may run again from its start.
    private void Forget()
    {
        _schools.Clear();
        _subUnits.Clear();
        _staff.Clear();
        _classes.Clear();
        _conditions.Clear();
        ClassIds.Clear();
    }

    private void Add(GeneratedSchool school, BureauLine line)
    {
        var id = _nextKey++;
        _schools.Add(new RegisteredSchool(Node(school, id, line), Details(school, id, line)));
        var units = school.SubUnits.Zip(school.SubUnits.Select(unit => Unit(unit, id))).ToDictionary(u => u.First, u => u.Second);
        _subUnits.AddRange(units.Values);
        var staff = school.Staff.ToDictionary(person => person, person => Person(person, id));
        _staff.AddRange(staff.Values);
        foreach (var @class in school.Classes)
        {
            var row = Class(
                @class, id, @class.SubUnit is { } unit ? units[unit].SubUnitId : null, staff[@class.HeadTeacher!].StaffId);
            ClassIds[@class] = row.ClassId;
            _classes.Add(row);
        }

        _conditions.Add(new SchoolCondition(school.Condition)
        {
            SchoolId = id,
            Year = year.StartYear,
            PupilCount = school.Pupils,
            HomeCenter = centerCode,
            RowVersion = 1,
        });
    }

    private OrganizationNode Node(GeneratedSchool school, long id, BureauLine line) => new()
    {
        OrganizationId = id,
        Kind = OrganizationNode.KindOf(Tier.School),
        Code = school.Code.Text,
        Name = school.Name,
        NamePinyin = OrganizationNode.PinyinOf(school.Name, pinyin),
        ParentId = line.Nearest.OrganizationId,
        RegionCode = line.Nearest.RegionCode,
        IsActive = true,
        HomeCenter = centerCode,
        RowVersion = 1,
    };

    private School Details(GeneratedSchool school, long id, BureauLine line) => new()
    {
        SchoolId = id,
        Status = SchoolStatus.Active,
        TypeCode = school.TypeCode,
        OrganizerCode = school.OrganizerCode,
        SupervisingId = school.IsOfCity && line.City is { } city ? city.OrganizationId : line.Nearest.OrganizationId,
        CountyId = line.Nearest.OrganizationId,
        CityId = line.City?.OrganizationId,
        ProvinceId = line.Province.OrganizationId,
        LocationCode = school.County.Code + "000000",
        UrbanRuralCode = school.UrbanRuralCode,
        Address = school.Address,
        PostalCode = school.PostalCode,
        Phone = school.Phone,
        FoundedOn = school.FoundedOn,
        PrincipalName = school.PrincipalName,
        SchoolingSystem = school.System.Code,
        SchoolYear = year.StartYear,
    };

    private SubUnit Unit(GeneratedSubUnit unit, long school) => new()
    {
        SubUnitId = _nextKey++,
        SchoolId = school,
        Name = unit.Name,
        TypeCode = unit.TypeCode,
        Address = unit.Address,
        IsActive = true,
        HomeCenter = centerCode,
        RowVersion = 1,
    };

    private StaffMember Person(GeneratedStaff person, long school) => new()
    {
        StaffId = _nextKey++,
        SchoolId = school,
        StaffNumber = person.StaffNumber,
        Name = person.Name,
        NamePinyin = pinyin.OfName(person.Name),
        SexCode = ((int)person.Sex).ToString(CultureInfo.InvariantCulture),
        BirthDate = person.BirthDate,
        DocumentType = IdentityDocumentType.CitizenId,
        DocumentNumber = new DocumentNumber(person.CitizenId),
        EthnicityCode = person.EthnicityCode,
        NationalityCode = China,
        BirthPlaceCode = person.BirthPlaceCode,
        PoliticalStatusCode = person.PoliticalStatusCode,
        EducationLevelCode = person.EducationLevelCode,
        PostCode = person.PostCode,
        EstablishmentCode = person.EstablishmentCode,
        Subject = person.Subject,
        WorkStartedOn = person.JoinedOn,
        JoinedOn = person.JoinedOn,
        Phone = person.Phone,
        IsActive = true,
        HomeCenter = centerCode,
        RowVersion = 1,
    };

    private SchoolClass Class(GeneratedClass made, long school, long? subUnit, long headTeacher) => new()
    {
        ClassId = _nextKey++,
        SchoolId = school,
        SubUnitId = subUnit,
        Stage = (int)made.Grade.Stage,
        EntryYear = made.EntryYear,
        ClassNumber = made.Number,
        Grade = made.Grade.Code,
        Name = string.Create(CultureInfo.InvariantCulture, $"{made.EntryYear}级{made.Number}班"),
        TypeCode = made.TypeCode,
        SchoolingSystem = made.School.System.Code,
        HeadTeacherId = headTeacher,
        Status = ClassStatus.Active,
        FormedOn = new DateOnly(made.EntryYear, 9, 1),
        HomeCenter = centerCode,
        RowVersion = 1,
    };
}
