namespace Demo.Interop
{
    /// <summary>人脸结构化结果</summary>
    public struct FaceStruct
    {
        public int Mask;          // 口罩 0无 1有
        public int RaceKind;      // 种类: 1黄 2白 3黑
        public int EthnicKind;    // 族: 1汉 2维 3藏 4回 255未知
        public int ReligionWear;  // 宗教着装, 服务端暂未返回
    }

    /// <summary>访客登记单</summary>
    public struct VisitorForm
    {
        public string Name;       // 姓名
        public string Nation;     // 民族(前台手填)
    }
}
