// DaonFace 네이티브 라이브러리 C# 연결부
using System.Runtime.InteropServices;

namespace Daon.Interop
{
    public enum DfMinjok   // 얼굴에서 추정한 민족
    {
        Han = 1,           // 한족
        Tib = 2,           // 티베트인
        Uyg = 3,           // 위구르족
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct DfAttr
    {
        public float Age;            // 나이
        public int Glasses;          // 안경
        public DfMinjok Minjok;
        public byte Tone;            // 피부색 단계
        public byte Beard;           // 수염
    }

    public struct DfPassport
    {
        public string Nationality;   // 여권 국적
        public string Number;        // 여권 번호
    }
}
