using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Access;
using ManagementPlatform.Storage.Corrections;
using ManagementPlatform.Storage.Enrollment;

namespace ManagementPlatform.Storage.Students;

/// <summary>Registration's reads and writes, by set; see <see cref="IRegistrationStore"/>.</summary>
public sealed class RegistrationStore(DbSession session, INumberRegister register) : IRegistrationStore
{
    // Held, so that nobody dissolves the class or closes the school before the pupil is in it.
    private static readonly Sql Classes = Sql.Portable(
        $$"""
        SELECT c.class_id, c.school_id, s.county_id, p.region_code AS province_code, s.location_code, c.stage, c.grade, c.entry_year,
               c.schooling_system, c.status AS class_status, s.status AS school_status
        FROM dbo.school_class AS c {hold}
        JOIN dbo.school AS s {hold} ON s.school_id = c.school_id
        JOIN dbo.organization AS p ON p.organization_id = s.province_id
        WHERE c.class_id IN {ids @ids} AND {{Scope.SchoolInScope}} ORDER BY c.class_id {hold c, s}
        """);

    private static readonly Sql Documents = Sql.Portable(
        """
        SELECT d.document_number, p.student_id, p.school_id, p.county_id, p.on_roll
        FROM dbo.identity_document AS d JOIN dbo.student AS p ON p.student_id = d.student_id
        WHERE d.document_type = @type AND d.document_number IN {codes @numbers}
        """);

    private static readonly Sql Undocumented = Sql.Portable(
        """
        SELECT l.name, l.sex_code, l.birth_date, p.student_id, p.school_id, p.county_id, p.on_roll
        FROM dbo.student_likeness AS l JOIN dbo.student AS p ON p.student_id = l.student_id
        WHERE l.name IN {names @names}
        """);

    private static readonly Sql Namesakes = Sql.Portable(
        """
        SELECT p.name, p.sex_code, p.birth_date, p.student_id, p.school_id, p.county_id, p.on_roll
        FROM dbo.student AS p
        WHERE p.county_id = @county AND p.name IN {names @names} AND p.document_number IS NOT NULL
        """);

    private static readonly Sql ProvinceFields = StudentTables.ProvinceField.Select("ORDER BY province_code, sort, field_code");

    public async Task<RegistrationFacts> FactsAsync(
        IReadOnlyList<Candidate> candidates, ReferenceSnapshot reference, DateOnly today, long scope, CancellationToken cancel)
    {
        var classes = await ClassesAsync(candidates, scope, cancel);
        return new RegistrationFacts
        {
            Today = today,
            Reference = reference,
            Classes = classes,
            ProvinceFields = (await session.QueryAsync<ProvinceField>(ProvinceFields, null, cancel))
                .ToLookup(field => field.ProvinceCode),
            Documents = await DocumentsAsync(candidates, cancel),
            Numbers = await register.HoldersAsync(
                [.. candidates.Select(c => c.LegacyNumber).OfType<StudentNumber>().Distinct()], cancel),
            Undocumented = await UndocumentedAsync(candidates, cancel),
            Namesakes = await NamesakesAsync(candidates, classes, cancel),
        };
    }

    public async Task AddAsync(IReadOnlyList<Admission> admissions, CancellationToken cancel)
    {
        await session.BulkInsertAsync(StudentTables.Student, admissions.Select(a => a.Student), cancel);
        await session.BulkInsertAsync(StudentTables.Family, admissions.SelectMany(a => a.Family), cancel);
        await session.BulkInsertAsync(EnrollmentTables.Enrollment, admissions.Select(a => a.Enrollment), cancel);
        await session.BulkInsertAsync(StudentTables.Number, admissions.SelectMany(Numbers), cancel);
        await session.BulkInsertAsync(StudentTables.NumberHistory, admissions.SelectMany(Periods), cancel);
        await session.BulkInsertAsync(
            StudentTables.Document, admissions.Where(a => a.Document is not null).Select(Document), cancel);
        await session.BulkInsertAsync(StudentTables.Likeness, admissions.Where(a => a.Document is null).Select(Likeness), cancel);
        await session.BulkInsertAsync(
            StudentTables.Extra, admissions.SelectMany(a => ExtraFieldRow.Of(a.Student.StudentId, a.Extra)), cancel);
        await session.BulkInsertAsync(
            CorrectionTables.Problem, admissions.Select(a => a.Problem).OfType<Core.Corrections.ProblemRecord>(), cancel);
    }

    private async Task<Dictionary<long, EntryClass>> ClassesAsync(
        IReadOnlyList<Candidate> candidates, long scope, CancellationToken cancel)
    {
        var ids = candidates.Select(c => c.Form.ClassId).OfType<long>().Distinct().ToList();
        var rows = await session.QueryAsync<ClassRow>(Classes, new { ids = JsonList.Of(ids), scope }, cancel);
        return rows.ToDictionary(row => row.ClassId, row => row.ToPlace());
    }

    private async Task<Dictionary<IdentityDocument, KnownPupil>> DocumentsAsync(
        IReadOnlyList<Candidate> candidates, CancellationToken cancel)
    {
        var holders = new Dictionary<IdentityDocument, KnownPupil>();
        foreach (var same in candidates.Where(c => c.IsDocumented).Select(c => c.Document!).Distinct().GroupBy(document => document.Type))
        {
            var parameters = new { type = Ansi.Code(same.Key), numbers = JsonList.Of(same.Select(document => document.Number)) };
            foreach (var row in await session.QueryAsync<KnownRow>(Documents, parameters, cancel))
                holders.Add(IdentityDocument.Parse(same.Key, row.DocumentNumber), row.ToPupil());
        }

        return holders;
    }

    private async Task<ILookup<Likeness, KnownPupil>> UndocumentedAsync(
        IReadOnlyList<Candidate> candidates, CancellationToken cancel)
    {
        var names = Names(candidates);
        return Alike(await session.QueryAsync<KnownRow>(Undocumented, new { names }, cancel));
    }

    // Only pupils without a document are compared with those who have one: a document answers the question by itself.
    private async Task<ILookup<Likeness, KnownPupil>> NamesakesAsync(
        IReadOnlyList<Candidate> candidates, Dictionary<long, EntryClass> classes, CancellationToken cancel)
    {
        var known = new List<KnownRow>();
        var without = candidates.Where(
            c => !c.IsDocumented && c.Likeness is not null && classes.ContainsKey(c.Form.ClassId ?? 0));

        // One county at a time: with two lists a planner would rather read all pupils than look names up in the index.
        foreach (var same in without.GroupBy(c => classes[c.Form.ClassId!.Value].CountyId))
            known.AddRange(await session.QueryAsync<KnownRow>(Namesakes, new { county = same.Key, names = Names(same) }, cancel));
        return Alike(known);
    }

    private static string Names(IEnumerable<Candidate> candidates) =>
        JsonList.Of(candidates.Select(c => c.Likeness?.Name).OfType<string>().Where(name => TypedText.IsClean(name)).Distinct());

    private static ILookup<Likeness, KnownPupil> Alike(IEnumerable<KnownRow> rows) =>
        rows.ToLookup(row => new Likeness(row.Name, row.SexCode, row.BirthDate), row => row.ToPupil());

    private static IEnumerable<NumberRow> Numbers(Admission admission) =>
        admission.Numbers.Periods.Select(
            period => new NumberRow { Number = period.Number, StudentId = admission.Student.StudentId });

    private static IEnumerable<NumberHistoryRow> Periods(Admission admission) =>
        admission.Numbers.Periods.Select(period => NumberHistoryRow.Of(admission.Student.StudentId, period));

    private static DocumentRow Document(Admission admission) => new()
    {
        DocumentType = admission.Document!.Type,
        DocumentNumber = new DocumentNumber(admission.Document.Number),
        StudentId = admission.Student.StudentId,
    };

    private static LikenessRow Likeness(Admission admission) => new()
    {
        Name = admission.Likeness.Name,
        SexCode = admission.Likeness.SexCode,
        BirthDate = admission.Likeness.BirthDate,
        StudentId = admission.Student.StudentId,
    };

    private sealed record ClassRow
    {
        public long ClassId { get; init; }
        public long SchoolId { get; init; }
        public long CountyId { get; init; }
        public string ProvinceCode { get; init; } = "";
        public string LocationCode { get; init; } = "";
        public int Stage { get; init; }
        public string Grade { get; init; } = "";
        public int EntryYear { get; init; }
        public string SchoolingSystem { get; init; } = "";
        public string ClassStatus { get; init; } = "";
        public string SchoolStatus { get; init; } = "";

        public EntryClass ToPlace() => new(
            ClassId,
            SchoolId,
            CountyId,
            ProvinceCode,
            RegionCode.Parse(LocationCode[..6]),
            (Stage)Stage,
            Core.Codes.Grade.Parse(Grade),
            EntryYear,
            Core.Codes.SchoolingSystem.Find(SchoolingSystem)!,
            ClassStatus == "active",
            SchoolStatus == "active");
    }

    private sealed record KnownRow
    {
        public string DocumentNumber { get; init; } = "";
        public string Name { get; init; } = "";
        public string SexCode { get; init; } = "";
        public DateOnly BirthDate { get; init; }
        public long StudentId { get; init; }
        public long SchoolId { get; init; }
        public long CountyId { get; init; }
        public bool OnRoll { get; init; }

        public KnownPupil ToPupil() => new(StudentId, SchoolId, CountyId, OnRoll);
    }
}
