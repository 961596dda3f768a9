using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Center.Api.Students;

internal static class ArchiveApi
{
    private static readonly Operation Read = new("student.read_archive", Permission.ViewStudents, "查看一名学生的学籍档案（脱敏）")
    {
        Description = "基本信息、历次学籍号、在校经历、学籍变动、信息修改记录、证明材料和档案条目。",
        Response = ArchiveContract.Example,
    };

    private static readonly Operation Add = new("student.add_archive_item", Permission.EditStudents, "向学籍档案添加一条记录")
    {
        Description = "category：" + string.Join("；", ArchiveCategory.Names.Select(name => $"{name.Key} {name.Value}")) + "。",
        Request = new ArchiveItemForm(5, new DateOnly(2026, 10, 12), "校运动会短跑第一名"),
        Response = ArchiveItemContract.Example,
    };

    public static void MapArchive(this IEndpointRouteBuilder students)
    {
        students.MapSecured(HttpMethod.Get, "/{studentId:long}/archive", Read, ReadAsync);
        students.MapSecured(HttpMethod.Post, "/{studentId:long}/archive/items", Add, AddAsync);
    }

    private static async Task<Versioned<ArchiveContract>> ReadAsync(
        long studentId, Caller caller, IArchiveStore store, CancellationToken cancel)
    {
        var archive = await store.ReadAsync(studentId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("学生");
        return Answer.Versioned(ArchiveContract.Of(archive), archive.Record.Student.RowVersion);
    }

    private static async Task<Created<ArchiveItemContract>> AddAsync(
        long studentId, ExpectedVersion version, ArchiveItemForm form, Caller caller,
        AddArchiveItem add, CancellationToken cancel)
    {
        var (item, newVersion) = await add.HandleAsync(studentId, version.Value, form, caller, cancel);
        return Answer.Created($"/students/{studentId}/archive", ArchiveItemContract.Of(item), newVersion);
    }
}
