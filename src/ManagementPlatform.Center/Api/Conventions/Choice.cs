using System.Text.Json;

namespace ManagementPlatform.Center.Api.Conventions;

/// <summary>
/// An option of an enumeration as a query parameter, written as in JSON: <c>?state=in_progress</c>. (The framework's own binding
/// would take C# names and numbers.)
/// </summary>
public readonly record struct Choice<T>(T Value)
    where T : struct, Enum
{
    public static bool TryParse(string? text, out Choice<T> choice)
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()) != text)
                continue;
            choice = new(value);
            return true;
        }

        choice = default;
        return false;
    }
}
