using System;
using System.IO;

namespace Microsoft.SqlServer.Server
{
    /// <summary>How a CLR user-defined type is stored.</summary>
    public enum Format
    {
        Unknown = 0,
        Native = 1,
        UserDefined = 2,
    }

    /// <summary>Reads and writes a CLR user-defined type of <see cref="Format.UserDefined"/>.</summary>
    public interface IBinarySerialize
    {
        void Read(BinaryReader r);

        void Write(BinaryWriter w);
    }

    /// <summary>Marks a CLR user-defined type.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = true)]
    public sealed class SqlUserDefinedTypeAttribute : Attribute
    {
        public SqlUserDefinedTypeAttribute(Format format) => Format = format;

        public Format Format { get; }

        public int MaxByteSize { get; set; }

        public bool IsFixedLength { get; set; }

        public bool IsByteOrdered { get; set; }

        public string ValidationMethodName { get; set; }

        public string Name { get; set; }
    }

    /// <summary>A CLR user-defined type that breaks its own contract.</summary>
    public sealed class InvalidUdtException : SystemException
    {
        public InvalidUdtException(string message)
            : base(message)
        {
        }
    }
}
