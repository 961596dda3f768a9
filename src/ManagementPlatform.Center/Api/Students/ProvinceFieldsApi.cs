using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Center.Api.Students;

internal static class ProvinceFieldsApi
{
    private static readonly ProvinceField Example = new()
    {
        ProvinceCode = "510000", FieldCode = "bus_line", Title = "校车线路",
        DataType = ProvinceFieldType.Text, IsRequired = false, MaxLength = 20, Sort = 100, IsActive = true, RowVersion = 1,
    };

    private static readonly Operation List = new("province_field.list", Permission.ViewReference, "列出本省的扩展字段")
    {
        IsPublicData = true, Response = new[] { Example },
    };

    private static readonly Operation Define = new("province_field.define", Permission.ManageReference, "定义一个扩展字段（仅省级）")
    {
        Request = new ProvinceFieldForm("bus_line", "校车线路", ProvinceFieldType.Text, MaxLength: 20), Response = Example,
    };

    private static readonly Operation Change = new("province_field.change", Permission.ManageReference, "修改一个扩展字段（仅省级）")
    {
        Description = "类型不能修改；不再采集时把 isActive 改为 false，已采集的数据保留。",
        Request = new ProvinceFieldForm("bus_line", "校车线路", ProvinceFieldType.Text, MaxLength: 20, IsActive: false),
        Response = Example,
    };

    public static void MapProvinceFields(this IEndpointRouteBuilder api)
    {
        var fields = api.MapGroup("/province-fields").WithTags("扩展字段");
        fields.MapSecured(HttpMethod.Get, "/", List, ListAsync);
        fields.MapSecured(HttpMethod.Post, "/", Define, DefineAsync);
        fields.MapSecured(HttpMethod.Put, "/{fieldCode}", Change, ChangeAsync);
    }

    private static async Task<IReadOnlyList<ProvinceField>> ListAsync(
        IProvinceFieldStore fields, ICurrentCenter center, CancellationToken cancel) =>
        await fields.ListAsync((await center.GetAsync(cancel)).RegionCode, cancel);

    private static async Task<Created<ProvinceField>> DefineAsync(
        ProvinceFieldForm form, Caller caller, DefineProvinceField define, CancellationToken cancel)
    {
        var field = await define.HandleAsync(form, null, caller, cancel);
        return Answer.Created($"/province-fields/{field.FieldCode}", field, field.RowVersion);
    }

    private static async Task<Versioned<ProvinceField>> ChangeAsync(
        string fieldCode, ProvinceFieldForm form, ExpectedVersion version, Caller caller,
        DefineProvinceField define, CancellationToken cancel)
    {
        var field = await define.HandleAsync(form with { FieldCode = fieldCode }, version.Value, caller, cancel);
        return Answer.Versioned(field, field.RowVersion);
    }
}
