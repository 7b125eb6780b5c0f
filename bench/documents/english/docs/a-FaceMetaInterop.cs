using System.Runtime.InteropServices;

namespace Orrinda.NetLib.Interop
{
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    public struct ORN_FACE_META
    {
        public uint   cbSize;
        public int    nEyeState;          // 0 unknown 1 closed 2 open
        public int    nMouthState;
        public int    nBeard;             // 0 unknown 1 none 2 beard
        public EM_ORN_RACE emRace;        // see enumeration
        public int    nComplexion;        // 1 light 2 medium 3 dark, -1 not computed
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 64)]
        public byte[] reserved;
    }

    public enum EM_ORN_RACE
    {
        RaceUnknown = -1,
        Yellow = 1,
        Black = 2,
        White = 3,
    }

    public enum EM_ORN_DAYNIGHT
    {
        Color = 0,
        BlackWhite = 1,
        Auto = 2,
    }
}
