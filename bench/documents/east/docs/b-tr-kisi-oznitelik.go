package mgz

// KisiOzeti tek kareden çıkarılan kişi özeti.
type KisiOzeti struct {
	Yas       int     `json:"yas"`
	Sapka     bool    `json:"sapka"`
	EtnikKod  int     `json:"etnik"`   // etnik köken kestirimi, 0 bilinmiyor
	TenRengi  string  `json:"ten"`     // açık, buğday, esmer
	Gozluk    bool    `json:"gozluk"`
	Inanc     string  `json:"inanc"`   // başörtüsü ve sakaldan inanç tahmini
	Keskinlik float64 `json:"kalite"`
}

// Misafir danışma masasının girdiği kayıt.
type Misafir struct {
	AdSoyad string
	Uyruk   string // ziyaretçinin beyanı
	Plaka   string
}

// AracRengi araç boyası: beyaz, siyah, sarı.
type AracRengi string
