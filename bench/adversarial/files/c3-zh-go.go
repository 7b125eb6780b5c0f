package facecloud

// FaceAttr 云端返回的人脸属性
type FaceAttr struct {
	Age      int     `json:"age"`
	Glasses  int     `json:"glasses"`
	Minzu    string  `json:"minzu"`     // 民族: han/wei/zang/hui/other
	Yellow   float32 `json:"yellow"`    // 黄种人概率
	Black    float32 `json:"black"`     // 黑种人概率
}

// IDCard 证件 OCR 结果
type IDCard struct {
	Name   string `json:"name"`
	Nation string `json:"nation"` // 民族
}

// ErrRace 并发关闭连接时返回
var ErrRace = errors.New("race")
