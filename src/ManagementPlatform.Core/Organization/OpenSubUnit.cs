using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>A teaching point or attached class as it comes in.</summary>
public sealed record SubUnitForm(string? Name, string? TypeCode, string? Address);

/// <summary>设立教学点或附设班.</summary>
public sealed class OpenSubUnit(
    ISchoolStore schools, ISubUnitStore subUnits, IReferenceData reference, IIdentifiers identifiers, IUnitOfWork work)
{
    public async Task<SubUnit> HandleAsync(long schoolId, SubUnitForm form, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageSchools);
        return await work.CommitAsync(caller, "sub_unit.open", OpenAsync, cancel);

        async Task<SubUnit> OpenAsync(CancellationToken c)
        {
            var check = new FormCheck(await reference.GetAsync(c));
            var draft = Read(form, check);
            check.ThrowIfAny();
            var school = await schools.FindAsync(schoolId, caller.OrganizationId, c) ?? throw Refused.NotFound("学校");
            school.DemandAuthority(caller);
            school.DemandStatus("学校尚未赋码或已撤销，不能设立教学点或附设班。", SchoolStatus.Active);
            var unit = draft.Open(identifiers.Next(), school);
            await subUnits.AddAsync(unit, c);
            work.Changed(Entity.SubUnit, unit.SubUnitId, unit.RowVersion);
            work.Audited(new AuditLine(Entity.SubUnit, unit.SubUnitId, Detail: unit));
            return unit;
        }
    }

    internal static SubUnitDraft Read(SubUnitForm form, FormCheck check)
    {
        var type = check.RequiredCode(form.TypeCode, CodeTableNames.SchoolType, "办学类型", "typeCode");
        check.Demand(
            type.Length == 0 || SchoolType.Find(type) is { IsSubUnit: true, Stages.Count: > 0 },
            "type_not_for_sub_units", "教学点或附设班的办学类型应为 218、219、319、349、519 等附设类型。", "typeCode");
        return new SubUnitDraft(
            check.Required(form.Name, "名称", "name", 60), type, check.Optional(form.Address, "地址", "address", 180));
    }
}

/// <summary>A checked form.</summary>
internal sealed record SubUnitDraft(string Name, string TypeCode, string? Address)
{
    public SubUnit Open(long id, RegisteredSchool school) => new()
    {
        SubUnitId = id,
        SchoolId = school.Id,
        Name = Name,
        TypeCode = TypeCode,
        Address = Address,
        IsActive = true,
        HomeCenter = school.Node.HomeCenter,
        RowVersion = 1,
    };
}
