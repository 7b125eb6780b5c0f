// Package mirador envuelve la API de análisis.
package mirador

// Rostro es una cara hallada en un fotograma.
type Rostro struct {
	ID     string  `json:"id"`
	Edad   int     `json:"edad"`
	Genero string  `json:"genero"`
	Barba  bool    `json:"barba"`
	Etnia  Etnia   `json:"etnia"`
	Puntos []Punto `json:"puntos"`
}

// Etnia es la clase étnica que devuelve el clasificador.
type Etnia uint8

const (
	EtniaNinguna Etnia = iota
	EtniaAndina
	EtniaAfrodescendiente
	EtniaEuropea
)

// Cedula es lo que el lector óptico toma del documento.
type Cedula struct {
	Numero string
	Nacionalidad string // casilla 7 de la cédula
}

// ErrCarrera indica que dos trazas llegaron a destiempo.
var ErrCarrera = errorf("trazas fuera de orden")
