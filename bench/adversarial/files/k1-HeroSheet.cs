using System.Collections.Generic;

namespace Emberfall.Core
{
    /// <summary>Playable race of a character.</summary>
    public enum Race { Human, Elf, Dwarf, Orc, Halfling }

    public enum SkinTone { Pale, Fair, Tan, Brown, Dark }

    public sealed class HeroSheet
    {
        public string Name;
        public Race Race;
        public int Level;
        public SkinTone Skin;          // avatar editor
        public string HairStyle;
        public string Religion;        // which temple the hero prays in
        public Dictionary<Race, int> RacialBonus = new Dictionary<Race, int>();

        public bool CanWear(Helmet helmet)
        {
            return helmet.AllowedRaces.Contains(Race);
        }
    }
}
