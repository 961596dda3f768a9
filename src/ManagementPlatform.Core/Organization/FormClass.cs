using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>建班.</summary>
public sealed class FormClass(
    ISchoolStore schools,
    IClassStore classes,
    IStaffStore staff,
    ISubUnitStore subUnits,
    IReferenceData reference,
    IIdentifiers identifiers,
    IUnitOfWork work)
{
    public Task<SchoolClass> HandleAsync(ClassForm form, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageClasses);
        return work.CommitAsync(caller, "class.form", c => FormAsync(form, caller, c), cancel);
    }

    /// <summary>The same inside a unit of work that somebody else began.</summary>
    public async Task<SchoolClass> FormAsync(ClassForm form, Caller caller, CancellationToken cancel)
    {
        var snapshot = await reference.GetAsync(cancel);
        if (form.SchoolId is not { } schoolId)
            throw Refused.Invalid("required", "学校必须填写。", "schoolId");
        var school = await schools.FindAsync(schoolId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("学校");
        school.DemandStatus("学校尚未赋码或已撤销，不能建班。", SchoolStatus.Active);
        var check = new FormCheck(snapshot);
        var unit = form.SubUnitId is { } unitId ? await subUnits.FindAsync(unitId, caller.OrganizationId, cancel) : null;
        var teacher = form.HeadTeacherId is { } staffId ? await staff.FindAsync(staffId, caller.OrganizationId, cancel) : null;
        var draft = Read(form, school, unit, teacher, check);
        check.ThrowIfAny();
        var formed = await NumberedAsync(draft, form, check, cancel);
        check.ThrowIfAny();
        await classes.AddAsync(formed, cancel);
        work.Changed(Entity.SchoolClass, formed.ClassId, formed.RowVersion);
        work.Audited(new AuditLine(Entity.SchoolClass, formed.ClassId, Detail: formed));
        return formed;
    }

    private static SchoolClass Read(ClassForm form, RegisteredSchool school, SubUnit? unit, StaffMember? teacher, FormCheck check)
    {
        ClassCheck.SubUnit(check, form.SubUnitId, unit, school.Id);
        ClassCheck.HeadTeacher(check, form.HeadTeacherId, teacher, school.Id);
        var system = ClassCheck.System(check, form.SchoolingSystem, school.Details);
        var stage = ClassCheck.StageOf(check, form.Stage, unit is null ? school.Type : SchoolType.Find(unit.TypeCode)!);
        var grade = ClassCheck.GradeOf(check, stage, form.EntryYear, new SchoolYear(school.Details.SchoolYear), system);
        ClassCheck.Agrees(check, form.Grade, grade);
        return new SchoolClass
        {
            ClassId = 0,
            SchoolId = school.Id,
            SubUnitId = form.SubUnitId,
            Stage = (int)(stage ?? default),
            EntryYear = form.EntryYear ?? 0,
            ClassNumber = ClassCheck.Number(check, form.ClassNumber) ?? 0,
            Grade = grade?.Code ?? "",
            Name = "",
            TypeCode = ClassCheck.Type(check, form.TypeCode, stage),
            SchoolingSystem = system.Code,
            HeadTeacherId = form.HeadTeacherId,
            Status = ClassStatus.Active,
            FormedOn = form.FormedOn ?? (grade is null ? default : new SchoolYear(form.EntryYear!.Value).Start),
            HomeCenter = school.Node.HomeCenter,
            RowVersion = 1,
        };
    }

    private async Task<SchoolClass> NumberedAsync(SchoolClass draft, ClassForm form, FormCheck check, CancellationToken cancel)
    {
        var number = draft.ClassNumber;
        if (number == 0)
        {
            var taken = await classes.NumbersAsync(draft.SchoolId, draft.Stage, draft.EntryYear, cancel);
            number = Enumerable.Range(1, ClassCheck.HighestNumber).FirstOrDefault(n => !taken.Contains(n));
            if (number == 0)
                throw Refused.Conflict("class_numbers_exhausted", "该学段该入学年份的班号已用完。");
        }

        var name = ClassCheck.Name(check, form.Name, draft.EntryYear, number);
        return draft with { ClassId = identifiers.Next(), ClassNumber = number, Name = name };
    }
}
