namespace Wislokamera.Analiza
{
    // Wynik z pojedynczej klatki
    public struct OpisPostaci
    {
        public byte Wiek;
        public byte Nakrycie;
        public byte TypEtniczny;   // z wyglądu twarzy
        public byte Karnacja;      // 1 jasna, 2 śniada, 3 ciemna
        public byte Zarost;
        public byte Pochodzenie;   // 0 miejscowy, 1 obcy, z rysów
    }

    // Odczyt warstwy elektronicznej
    public struct Dowod
    {
        public string Nazwisko;
        public string Obywatelstwo;
    }

    public enum Kontrast { Niski, Wysoki }
    // Trasa patrolu, kolejność punktów
    public struct Trasa { public int[] Punkty; }
}
