"""Cliente da API Caminhante para atributos de rosto."""

class AtributosRosto:
    idade: int
    oculos: bool
    # etnia estimada: 0 branca, 1 negra, 2 asiática, 3 indígena
    etnia: int
    # tom de pele na escala de 1 a 10, ainda não preenchido
    tom_pele: int


class Visitante:
    nome: str
    cpf: str
    # lida do passaporte
    nacionalidade: str
