using System.Reflection;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Students;
using Microsoft.AspNetCore.Http.Metadata;

namespace ManagementPlatform.Center.Api.Conventions;

/// <summary>
/// Refuses query parameters that the route does not have: a misspelt filter would otherwise silently list everything. And values
/// that no engine can look for: PostgreSQL knows no NUL.
/// </summary>
internal static class UnknownParameters
{
    /// <summary>
    /// A convention. As a filter it would have every handler compiled a second time, at every start of a center.
    /// </summary>
    public static void Refuse(EndpointBuilder route)
    {
        var handler = route.Metadata.OfType<MethodInfo>().First();
        var known = handler.GetParameters().SelectMany(NamesOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var next = route.RequestDelegate!;
        route.RequestDelegate = http =>
        {
            var query = http.Request.Query;
            var unknown = query.Keys.Where(name => !known.Contains(name))
                .Select(name => new Problem("unknown_parameter", $"没有名为“{Shown(name)}”的查询参数。", Shown(name)));
            var unclean = query.Where(
                parameter => known.Contains(parameter.Key) && !parameter.Value.All(value => TypedText.IsClean(value)))
                .Select(parameter => new Problem("control_character", $"参数“{parameter.Key}”中不能有控制字符。", parameter.Key));
            Problem[] problems = [.. unknown, .. unclean];
            return problems.Length == 0 ? next(http) : throw Refused.Invalid(problems);
        };
    }

    private static IEnumerable<string> NamesOf(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(PageRequest))
            return [PageRequest.LimitName, PageRequest.CursorName];
        if (parameter.GetCustomAttribute<AsParametersAttribute>() is not null)
            return parameter.ParameterType.GetProperties().Select(p => NameOf(p, p.Name));
        return [NameOf(parameter, parameter.Name!)];
    }

    private static string NameOf(ICustomAttributeProvider member, string name) =>
        member.GetCustomAttributes(inherit: false).OfType<IFromQueryMetadata>().FirstOrDefault()?.Name ?? name;

    // What a client sent comes back to it, but not a page of it.
    private static string Shown(string name) => name.Length <= 40 ? name : name[..40];
}
