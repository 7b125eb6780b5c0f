namespace Atalaia.Sdk
{
    /// <summary>Resultado da análise de rosto</summary>
    public class Rosto
    {
        public int Idade;
        public bool Oculos;
        public byte Raca;        // 1 branca, 2 negra, 3 asiática
        public float RacaConf;   // 0 a 1
        public bool Barba;
    }

    /// <summary>Leitor de documentos</summary>
    public class Documento
    {
        public string Nome;
        public string Nacionalidade; // lida do passaporte
    }

    public enum CorVeiculo { Branco, Preto, Amarelo }
}
