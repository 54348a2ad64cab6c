namespace EdgeGuard.Gateway.Hosting;

/// <summary>User names of the system's own list; an id that is not in it is told as a number.</summary>
internal static class UserNames
{
    public static string Of(uint uid)
    {
        string number = uid.ToString();
        if (!File.Exists("/etc/passwd"))
            return number;
        foreach (string line in File.ReadLines("/etc/passwd"))
        {
            string[] fields = line.Split(':');
            if (fields.Length > 2 && fields[2] == number)
                return fields[0];
        }

        return number;
    }
}
