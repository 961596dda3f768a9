using System.Net;
using System.Text;
using System.Text.Json;

namespace ManagementPlatform.Center.Tests;

/// <summary>Short forms for what tests ask and check.</summary>
public static class Answers
{
    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    /// <summary>The answer is a problem with this status and code, in words.</summary>
    public static async Task<JsonElement> AssertProblemAsync(this HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.AreEqual(status, answer.StatusCode, text);
        Assert.AreEqual("application/problem+json", answer.Content.Headers.ContentType?.MediaType, text);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.AreEqual(code, problem.GetProperty("code").GetString(), text);
        Assert.AreEqual((int)status, problem.GetProperty("status").GetInt32());
        Assert.IsGreaterThan(0, problem.GetProperty("title").GetString()!.Length);
        Assert.IsGreaterThan(0, problem.GetProperty("detail").GetString()!.Length);
        return problem;
    }
}
