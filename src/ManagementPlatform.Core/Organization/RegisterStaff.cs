using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>登记教职工. A person works at one school at a time, by document.</summary>
public sealed class RegisterStaff(
    ISchoolStore schools, IStaffStore staff, IReferenceData reference,
    IIdentifiers identifiers, IUnitOfWork work, TimeProvider time)
{
    public async Task<StaffMember> HandleAsync(StaffForm form, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageStaff);
        return await work.CommitAsync(caller, "staff.register", c => RegisterAsync(form, caller, c), cancel);
    }

    /// <summary>The same inside a unit of work that somebody else began.</summary>
    public async Task<StaffMember> RegisterAsync(StaffForm form, Caller caller, CancellationToken cancel)
    {
        var check = new FormCheck(await reference.GetAsync(cancel));
        var person = StaffCheck.Read(form, check, BeijingTime.Today(time));
        if (form.SchoolId is not { } schoolId)
        {
            check.Error("required", "学校必须填写。", "schoolId");
            schoolId = 0;
        }

        check.ThrowIfAny();
        var school = await schools.FindAsync(schoolId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("学校");
        school.DemandStatus("学校尚未赋码或已撤销，不能登记教职工。", SchoolStatus.Active);
        await DemandFreeAsync(staff, person, cancel);
        var registered = person with { StaffId = identifiers.Next(), SchoolId = schoolId, HomeCenter = school.Node.HomeCenter };
        await staff.AddAsync(registered, cancel);
        work.Changed(Entity.Staff, registered.StaffId, registered.RowVersion);
        work.Audited(new AuditLine(Entity.Staff, registered.StaffId, Detail: registered));
        return registered;
    }

    /// <exception cref="RefusalException">Somebody with this document works at a school already.</exception>
    internal static async Task DemandFreeAsync(IStaffStore staff, StaffMember person, CancellationToken cancel)
    {
        var document = IdentityDocument.Parse(person.DocumentType, person.DocumentNumber.Text);
        if (document.Number.Length > 0 && await staff.WorksSomewhereAsync(document, person.StaffId, cancel))
            throw Refused.Conflict("staff_document_taken", "该身份证件号已登记为在职教职工，请先由原学校办理离校。");
    }
}
