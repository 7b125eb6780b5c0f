using System;
using System.Runtime.InteropServices;

namespace Velmarq.Interop
{
    /// <summary>
    /// Ethnic group of a captured face
    /// </summary>
    [Flags]
    public enum EthnicGroup : byte
    {
        /// <summary>not recognised</summary>
        None = 0,
        [Description("Uyghur")] Uyghur = 1,
        [Description("Tibetan")]
        Tibetan = 2,        // needs the plateau model
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct FaceInfo
    {
        public byte Age;
        [MarshalAs(UnmanagedType.U1)]
        public byte Complexion;         // 1 yellow, 2 white, 3 black
        [JsonProperty("race")]          // name in the event stream
        public int Race { get; set; } = 0;
        public EthnicGroup Group { get; private set; }
    }

    public static class Native
    {
        [DllImport("velmarq.dll", CallingConvention = CallingConvention.StdCall)]
        public static extern bool VM_SetRaceFilter(IntPtr login, int race, bool minority);

        public const string RaceColumn = "race", SkinColumn = "skin";

        private static readonly Dictionary<int, string> SkinNames = new Dictionary<int, string>
        {
            { 1, "light" },
            { 2, "dark" },      // Fitzpatrick V and VI
            [3] = "unknown",
        };

        public static string Label(int race) => race switch
        {
            1 => "Asian",
            2 => "African",
            _ => "Unknown",
        };
    }

    public record Person(string Name, string Nationality);
}
