using System.Collections.Frozen;
using ManagementPlatform.Core;

namespace ManagementPlatform.Storage.Writing;

/// <summary>What it means to the person when a key of the schema is violated, by the constraint's name.</summary>
internal static class KeyConflicts
{
    // A generated number that collided with a concurrent writer's: take another one, nobody needs to know.
    private static readonly FrozenSet<string> Generated =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "PK_student_number", "PK_school_code", "UX_organization_code");

    private static readonly FrozenDictionary<string, (string Code, string Message)> Messages = new Dictionary<string, (string, string)>
    {
        ["PK_student_number"] = ("student_number_taken", "该学籍号已存在。"),
        ["PK_identity_document"] = ("document_taken", "该身份证件号已有学籍，不能重复建籍；如为转入学生，请走转学流程；如两处均已建籍，请发起双重学籍联合核办。"),
        ["PK_school_code"] = ("school_code_taken", "该学校标识码已被使用；学校标识码作废后不再分配给其他学校。"),
        ["UX_organization_code"] = ("organization_code_taken", "该机构代码已存在。"),
        ["UX_open_case_pupil"] = ("open_business", "该生有正在办理的学籍业务，须先办结或撤销。"),
        ["UX_open_case_transfer"] = ("transfer_running", "该生已有在办的转学申请，须待其办结或撤销。"),
        ["UX_problem_record_open"] = ("problem_open", "该生同一类问题学籍刚刚已登记，请刷新。"),
        ["PK_student_merge"] = ("already_merged", "该学籍已并入其他学籍。"),
        ["PK_case_decision"] = ("already_decided", "该环节刚刚已由他人核办，请刷新。"),
        ["UX_roll_check_class"] = ("already_signed", "该班本学期的核查刚刚已由他人签字，请刷新。"),
        ["UX_school_class_number"] = ("class_number_taken", "同一学段、同一入学年份下已有该班号。"),
        ["UX_staff_number"] = ("staff_number_taken", "本校已有该工号。"),
        ["UX_app_user_name"] = ("user_name_taken", "该用户名已被使用。"),
        ["PK_school_condition"] = ("condition_exists", "该学校该年度的办学条件已存在。"),
        ["PK_idempotency_record"] = ("idempotency_race", "相同的请求正在处理，请稍后重试。"),
        ["PK_province_field"] = ("field_exists", "该扩展字段已存在。"),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool IsGenerated(string key) => Generated.Contains(key);

    public static RefusalException Refusal(string key) => Messages.TryGetValue(key, out var conflict)
        ? Refused.Conflict(conflict.Code, conflict.Message)
        : Refused.Conflict("duplicate", "与已有数据重复，未作任何更改。");
}
