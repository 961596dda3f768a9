using System.Text.Json;
using System.Text.Json.Nodes;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Center.Api.Students;

internal static class EditStudentApi
{
    private static readonly Operation Operation = new("student.edit", Permission.EditStudents, "修改一名学生的信息（关键信息除外）")
    {
        Description = "按 JSON Merge Patch（RFC 7396）只写要改的字段，null 为清空，family 整组替换；原样送回的脱敏值视为不改。"
            + "姓名、性别、出生日期、身份证件须走“关键信息变更”流程（code 为 key_information）。",
        Request = new { phone = "19900000009", specialty = "二胡" },
        Response = StudentAnswer.Example,
    };

    public static void MapEditStudent(this IEndpointRouteBuilder students) =>
        students.MapSecured(HttpMethod.Patch, "/{studentId:long}", Operation, EditAsync);

    private static async Task<Versioned<StudentAnswer>> EditAsync(
        long studentId, ExpectedVersion version, JsonObject patch, Caller caller, EditStudent edit, CancellationToken cancel)
    {
        var (record, warnings) = await edit.HandleAsync(studentId, version.Value, form => Patched(form, patch), caller, cancel);
        return Answer.Versioned(new StudentAnswer(StudentContract.Masked(record), warnings), record.Student.RowVersion);
    }

    private static StudentForm Patched(StudentForm form, JsonObject patch)
    {
        var target = JsonSerializer.SerializeToNode(form, ApiJson.Options)!.AsObject();
        Merge(target, patch);
        try
        {
            return target.Deserialize<StudentForm>(ApiJson.Options)!;
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException("The patch does not fit the form.", exception);
        }
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
                target.Remove(name);
            else if (value is JsonObject inner && target[name] is JsonObject outer)
                Merge(outer, inner);
            else
                target[name] = value.DeepClone();
        }
    }
}
