using CsvHelper;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Organization.Conditions;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Etl.Organization;
using ManagementPlatform.Storage.Exports;

namespace ManagementPlatform.Etl.Generation;

/// <summary>schools.csv, classes.csv, staff.csv and conditions.csv, in the columns that imports take.</summary>
internal sealed class OrganizationFiles : IDisposable
{
    private readonly File<SchoolLine> _schools;
    private readonly File<ClassLine> _classes;
    private readonly File<StaffLine> _staff;
    private readonly File<ConditionLine> _conditions;
    private readonly ReferenceSnapshot _reference;
    private readonly OptionTexts _texts;
    private readonly SchoolYear _year;

    public OrganizationFiles(Func<string, CsvWriter> open, ReferenceSnapshot reference, SchoolYear year)
    {
        (_reference, _texts, _year) = (reference, new OptionTexts(reference), year);
        _schools = new(open("schools.csv"), SchoolColumns.All, _texts);
        _classes = new(open("classes.csv"), ClassColumns.All, _texts);
        _staff = new(open("staff.csv"), StaffColumns.All, _texts);
        _conditions = new(open("conditions.csv"), ConditionColumns.All, _texts);
    }

    public void Add(GeneratedSchool school)
    {
        _schools.Write(Line(school));
        foreach (var @class in school.Classes)
            _classes.Write(Line(@class));
        foreach (var person in school.Staff)
            _staff.Write(Line(school.Code.Text, person));
        _conditions.Write(Line(school, school.Condition));
    }

    public void Dispose()
    {
        _schools.Dispose();
        _classes.Dispose();
        _staff.Dispose();
        _conditions.Dispose();
    }

    private SchoolLine Line(GeneratedSchool school) => new()
    {
        Code = school.Code.Text,
        Name = school.Name,
        TypeCode = school.TypeCode,
        OrganizerCode = school.OrganizerCode,
        County = BureauCode.OfCounty(school.County.Region),
        Supervising = school.IsOfCity && CityOf(school.County) is { } city ? city.RegionCode : null,
        LocationCode = school.County.Code + "000000",
        UrbanRuralCode = school.UrbanRuralCode,
        SchoolingSystem = school.System.Code,
        SchoolYear = _year.StartYear,
        Address = school.Address,
        PostalCode = school.PostalCode,
        Phone = school.Phone,
        FoundedOn = school.FoundedOn,
        PrincipalName = school.PrincipalName,
        SubUnits = SubUnitTexts.Write(
            school.SubUnits.Select(unit => new SubUnitForm(unit.Name, unit.TypeCode, unit.Address)), _texts),
    };

    // The 兵团's county-level cities stand below it directly, wherever they lie.
    private Region? CityOf(County county) =>
        county.IsXpcc ? null : county.Region.Level == "city" ? county.Region
            : _reference.Regions.GovernmentAbove(county.Region) is { Level: "city" } city ? city : null;

    private static ClassLine Line(GeneratedClass made) => new()
    {
        Code = made.School.Code.Text,
        Stage = (int)made.Grade.Stage,
        EntryYear = made.EntryYear,
        Grade = made.Grade.Code,
        ClassNumber = made.Number,
        TypeCode = made.TypeCode,
        SubUnit = made.SubUnit?.Name,
        HeadTeacher = made.HeadTeacher?.StaffNumber,
    };

    private static StaffLine Line(string school, GeneratedStaff person) => new()
    {
        Code = school,
        StaffNumber = person.StaffNumber,
        Name = person.Name,
        SexCode = ((int)person.Sex).ToString(System.Globalization.CultureInfo.InvariantCulture),
        BirthDate = person.BirthDate,
        DocumentType = IdentityDocumentType.CitizenId,
        DocumentNumber = new DocumentNumber(person.CitizenId),
        EthnicityCode = person.EthnicityCode,
        NationalityCode = SchoolRows.China,
        BirthPlaceCode = person.BirthPlaceCode,
        PoliticalStatusCode = person.PoliticalStatusCode,
        EducationLevelCode = person.EducationLevelCode,
        PostCode = person.PostCode,
        EstablishmentCode = person.EstablishmentCode,
        Subject = person.Subject,
        WorkStartedOn = person.JoinedOn,
        JoinedOn = person.JoinedOn,
        Phone = person.Phone,
    };

    private ConditionLine Line(GeneratedSchool school, SchoolConditionForm condition) =>
        new(condition) { Code = school.Code.Text, Year = _year.StartYear, PupilCount = school.Pupils };

    private sealed class File<TLine>(CsvWriter csv, IReadOnlyList<ListColumn<TLine>> columns, OptionTexts texts) : IDisposable
    {
        private bool _isStarted;

        public void Write(TLine line)
        {
            Start();
            csv.WriteRecord([.. columns.Select(column => column.Write(line, texts))]);
        }

        public void Dispose()
        {
            Start();
            csv.Dispose();
        }

        private void Start()
        {
            if (!_isStarted)
                csv.WriteHeader([.. columns.Select(column => column.Column.Header)]);
            _isStarted = true;
        }
    }
}
