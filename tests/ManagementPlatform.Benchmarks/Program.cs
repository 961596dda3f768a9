System.Console.WriteLine("mp");
