using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ManagementPlatform.Center.Api.Conventions;

/// <summary>Makes the OpenAPI document say what <see cref="Operation"/> and the conventions know.</summary>
internal static class OpenApiDescription
{
    public const string DocumentName = "v1";
    public const string Pattern = "/openapi/{documentName}.json";
    public const string Path = "/openapi/v1.json";
    private const string Bearer = "bearer";
    private const string Json = "application/json";

    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) => Introduce(document));
        options.AddOperationTransformer(DescribeAsync);
        options.AddSchemaTransformer((schema, context, _) => DescribeNumbers(schema, context.JsonTypeInfo.Type));
    }

    private static Task Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "学籍数据中心 API",
            Version = DocumentName,
            Description = "除注明外均需 `Authorization: Bearer` 访问令牌。错误按 RFC 9457 返回，`code` 稳定可供程序判断。"
                + "列表按游标翻页；修改需带 `If-Match`；新建可带 `Idempotency-Key` 以便安全重试。证件号、学籍号默认脱敏。",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = Bearer,
                Description = "POST /api/v1/sign-in（人员）或 POST /api/v1/token（对接系统）取得的 accessToken。",
            },
        };
        return Task.CompletedTask;
    }

    private static Task DescribeAsync(
        OpenApiOperation description, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<Operation>().FirstOrDefault() is not { } operation)
            return Task.CompletedTask;
        description.Summary = operation.Summary;
        description.Description = string.Join(
            "\n\n", new[] { operation.Description, PermissionText(operation) }.Where(t => t is not null));
        if (operation.Permission is not null)
            description.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        AddParameters(description, operation, metadata.OfType<MethodInfo>().FirstOrDefault(), context.Description.HttpMethod);
        AddExamples(description, operation);
        AddProblems(description, operation);
        return Task.CompletedTask;
    }

    private static string PermissionText(Operation operation)
    {
        if (operation.IsForCenters)
            return "权限：仅已接入的数据中心，请求须带 `Mp-` 请求头签名（ECDSA P-256）。";
        if (operation.Permission is not { } permission)
            return "无需登录。";
        var holders = Enum.GetValues<Tier>()
            .Select(tier => (tier, roles: Enum.GetValues<Role>().Where(role => Permissions.Allows(permission, tier, [role])).ToArray()))
            .Where(holder => holder.roles.Length > 0)
            .GroupBy(holder => string.Join('、', holder.roles.Select(RoleNames.Of)), holder => RoleNames.Of(holder.tier))
            .Select(group => $"{string.Join('、', group)}的{group.Key}");
        return $"权限：`{JsonNamingPolicy.SnakeCaseLower.ConvertName(permission.ToString())}`（{string.Join("；", holders)}）。";
    }

    private static void AddParameters(OpenApiOperation description, Operation operation, MethodInfo? handler, string? method)
    {
        var types = handler?.GetParameters().Select(p => p.ParameterType).ToArray() ?? [];
        description.Parameters ??= [];
        foreach (var parameter in description.Parameters.OfType<OpenApiParameter>().Where(p => p.In == ParameterLocation.Query))
            parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!); // of a record of filters
        if (types.Contains(typeof(PageRequest)))
        {
            description.Parameters.Add(Query(PageRequest.LimitName, $"每页条数，1 至 {PageRequest.MaxLimit}。", JsonSchemaType.Integer, PageRequest.DefaultLimit));
            description.Parameters.Add(Query(PageRequest.CursorName, "上一页答复中的 next。", JsonSchemaType.String, null));
        }

        if (types.Contains(typeof(ExpectedVersion)))
            description.Parameters.Add(RequestHeader("If-Match", "读取时得到的 ETag。", required: true, "\"3\""));
        if (method == HttpMethods.Post && operation.TakesKey)
        {
            description.Parameters.Add(RequestHeader(
                Idempotency.Header, "24 小时内同键同内容只执行一次，返回同一结果。", required: false, "0196f0c2-7d1e-7cc0-a7a4-5b7c35f1d001"));
        }
    }

    private static OpenApiParameter Query(string name, string text, JsonSchemaType type, int? standard) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = text,
        Schema = new OpenApiSchema { Type = type, Default = standard is { } value ? JsonValue.Create(value) : null },
    };

    private static OpenApiParameter RequestHeader(string name, string text, bool required, string example) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = required,
        Description = text,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = JsonValue.Create(example),
    };

    private static void AddExamples(OpenApiOperation description, Operation operation)
    {
        if (operation.Accepts.Count > 0)
            description.RequestBody = new OpenApiRequestBody { Required = true, Content = operation.Accepts.ToDictionary(t => t, _ => Content()) };
        if (operation.Request is { } request && description.RequestBody?.Content is { } body)
        {
            foreach (var content in body.Values.OfType<OpenApiMediaType>())
                content.Example = Example(request);
        }

        foreach (var (status, response) in description.Responses ?? [])
        {
            if (!status.StartsWith('2') || response is not OpenApiResponse answer)
                continue;
            if (operation.Produces.Count > 0)
                answer.Content = operation.Produces.ToDictionary(t => t, _ => Content());
            if (operation.Response is { } example && answer.Content?.TryGetValue(Json, out var media) == true
                && media is OpenApiMediaType json)
                json.Example = Example(example);
        }
    }

    private static OpenApiMediaType Content() =>
        new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static JsonNode? Example(object example) => JsonSerializer.SerializeToNode(example, ApiJson.Options);

    private static void AddProblems(OpenApiOperation description, Operation operation)
    {
        int[] statuses = operation.Permission is null ? [400, 429, 503] : [400, 401, 403, 404, 429, 503];
        description.Responses ??= [];
        foreach (var status in statuses)
        {
            var problem = Problems.OfStatus(status);
            description.Responses.TryAdd(status.ToString(System.Globalization.CultureInfo.InvariantCulture), new OpenApiResponse
            {
                Description = problem.Title,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [ProblemDocument.MediaType] = new OpenApiMediaType
                    {
                        Schema = new OpenApiSchema { Type = JsonSchemaType.Object },
                        Example = Example(problem),
                    },
                },
            });
        }
    }

    private static Task DescribeNumbers(OpenApiSchema schema, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type != typeof(StudentNumber) && type != typeof(DocumentNumber))
            return Task.CompletedTask;
        schema.Type = JsonSchemaType.String;
        schema.Properties = null;
        schema.Description = type == typeof(StudentNumber) ? "学籍号；输出时脱敏。" : "身份证件号；输出时脱敏。";
        return Task.CompletedTask;
    }
}
