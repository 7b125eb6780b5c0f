package residents

// Person 居民登记表的一行，由网格员上门填写
type Person struct {
	Name     string // 姓名
	IDNo     string // 身份证号
	Minzu    string // 民族，照户口簿抄录
	Faith    string // 宗教信仰，自愿填写
	Country  string // 国籍，外籍人员填写
	Phone    string
	PhotoKey string // 证件照，仅用于打印
}

// Valid 检查必填项
func (p Person) Valid() bool {
	return p.Name != "" && len(p.IDNo) == 18
}
