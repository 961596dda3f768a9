using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.National;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Students;

/// <summary>A field as a province asks for it. Its type never changes: what was collected must stay readable.</summary>
public sealed record ProvinceFieldForm(
    string? FieldCode = null,
    string? Title = null,
    string? DataType = null,
    bool IsRequired = false,
    string? CodeTableName = null,
    int MaxLength = 100,
    int Sort = 100,
    bool IsActive = true);

/// <summary>The provinces' fields in the database.</summary>
public interface IProvinceFieldStore
{
    Task<IReadOnlyList<ProvinceField>> ListAsync(string provinceCode, CancellationToken cancel);

    Task AddAsync(ProvinceField field, CancellationToken cancel);

    /// <summary>Over the version that was read.</summary>
    Task UpdateAsync(ProvinceField field, CancellationToken cancel);
}

/// <summary>A province adds a field to the national form, or changes one of its own; 办法(2025) Art. 3.</summary>
public sealed class DefineProvinceField(
    IProvinceFieldStore fields, IProvinceVersions versions, IReferenceData reference, ICurrentCenter center, IUnitOfWork work)
{
    private const int LongestCode = 40, LongestTitle = 60, LongestValue = 400;

    /// <param name="version">The version that the caller read; null for a new field.</param>
    public async Task<ProvinceField> HandleAsync(ProvinceFieldForm form, int? version, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageReference);
        if (caller.Tier != Tier.Province)
            throw Refused.Forbidden("province_only", "扩展字段只能由省级教育行政部门定义。");
        var problems = Problems(form, await reference.GetAsync(cancel)).ToList();
        if (problems.Count > 0)
            throw Refused.Invalid(problems);
        var province = (await center.GetAsync(cancel)).RegionCode;
        return await work.CommitAsync(
            caller, "province_field.define", c => DefineAsync(Field(form, province, version ?? 1), version, c), cancel);
    }

    private async Task<ProvinceField> DefineAsync(ProvinceField field, int? version, CancellationToken cancel)
    {
        work.Audited(new AuditLine(Entity.ProvinceField, null, Detail: field));
        if (await versions.NextAsync(Entity.ProvinceField, field.ProvinceCode, cancel) is { } next)
            work.Changed(Entity.ProvinceField, ProvinceKey.Of(field.ProvinceCode), next);
        var all = await fields.ListAsync(field.ProvinceCode, cancel);
        if (field.IsActive && all.Any(f => f.IsActive && f.FieldCode != field.FieldCode && f.Title == field.Title))
            throw Refused.Conflict("title_taken", "已有同名的扩展字段；两列同名的表无法导入，请另取名称。");
        if (version is null)
        {
            await fields.AddAsync(field, cancel);
            return field;
        }

        var old = all.FirstOrDefault(f => f.FieldCode == field.FieldCode)
            ?? throw Refused.NotFound("扩展字段");
        if (old.DataType != field.DataType)
            throw Refused.Invalid("type_stays", "扩展字段的类型不能修改，请停用后另建字段。", "dataType");
        await fields.UpdateAsync(field, cancel);
        return field with { RowVersion = field.RowVersion + 1 };
    }

    private static IEnumerable<Problem> Problems(ProvinceFieldForm form, ReferenceSnapshot reference)
    {
        if (form.FieldCode is not { Length: > 0 and <= LongestCode } code || !char.IsAsciiLetterLower(code[0])
            || !code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
        {
            yield return new Problem("bad_form", $"字段代码应为小写字母、数字和下划线，以字母开头，不超过{LongestCode}个字符。", "fieldCode");
        }

        if (TypedText.Of(form.Title) is not { Length: <= LongestTitle } title || !TypedText.IsClean(title))
            yield return new Problem("bad_form", $"字段名称应为1至{LongestTitle}个字符。", "title");
        if (!ProvinceFieldType.All.Contains(form.DataType))
            yield return new Problem("unknown_code", $"字段类型应为 {string.Join('、', ProvinceFieldType.All)} 之一。", "dataType");
        if (form.DataType == ProvinceFieldType.Code && reference.FindTable(form.CodeTableName ?? "") is null)
            yield return new Problem("unknown_code", "没有这个代码表。", "codeTableName");
        if (form.MaxLength is < 1 or > LongestValue)
            yield return new Problem("out_of_range", $"最大长度应为1至{LongestValue}。", "maxLength");
    }

    private static ProvinceField Field(ProvinceFieldForm form, string province, int version) => new()
    {
        ProvinceCode = province,
        FieldCode = form.FieldCode!,
        Title = TypedText.Of(form.Title)!,
        DataType = form.DataType!,
        IsRequired = form.IsRequired,
        CodeTableName = form.DataType == ProvinceFieldType.Code ? form.CodeTableName : null,
        MaxLength = form.MaxLength,
        Sort = form.Sort,
        IsActive = form.IsActive,
        RowVersion = version,
    };
}
