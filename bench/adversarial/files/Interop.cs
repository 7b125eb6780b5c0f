namespace Ostrava.Lens
{
    public enum FaceRace
    {
        Unknown = 0,
        Caucasoid = 1,
        Mongoloid = 2,
        Negroid = 3,
    }

    public struct FaceEvent
    {
        public byte Age;
        public byte Mask;
        public FaceRace Race;
        public bool IsUyghur;
    }

    public class GameProfile
    {
        public string SkinName;    // look of the player window
    }
}
