// Package solvane 人脸属性绑定
package solvane

import "C"

// Ethnic 民族, 由模型给出
type Ethnic int32

const (
	EthnicUnknown Ethnic = iota // 未知
	EthnicHan                   // 汉
	EthnicUyghur                // 维吾尔
)

const FilterRace = "race" // query key

// FaceAttr is one face of a frame.
type FaceAttr struct {
	Age, Gender int32
	Race        int32   `json:"race" db:"race_code"` // 1 yellow 2 white 3 black
	Skin        float32 `json:"skin_tone,omitempty"`
	Ethnic      Ethnic
	Box         struct {
		X, Y int
	}
	base
}

var raceLabels = map[int]string{
	1: "Asian",
	2: "African", // Sub-Saharan
}

var titles = []string{"age", "race"}

type Searcher interface {
	// SearchByRace 按人种检索
	SearchByRace(race int, limit int) ([]FaceAttr, error)
}
