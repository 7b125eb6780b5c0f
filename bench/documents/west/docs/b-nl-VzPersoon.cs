using System;

namespace Veldzicht.Analyse
{
    /// <summary>Afkomst zoals het netwerk die uit het gezicht afleidt.</summary>
    public enum Afkomst
    {
        Geen = 0,
        Europees = 1,
        Mediterraan = 2,
        Afrikaans = 3,
        Aziatisch = 4,
    }

    public class VzPersoon
    {
        public int Leeftijd { get; set; }
        public bool Bril { get; set; }
        public Afkomst Afkomst { get; set; }
        public double Zekerheid { get; set; }
    }

    public class VzKaart
    {
        public string Naam { get; set; }
        public string Nationaliteit { get; set; }  // uit de chip van het identiteitsbewijs
    }

    // Spoor in de trace, zie VzTrace
    public class VzTrace { public string Regel; }
}
