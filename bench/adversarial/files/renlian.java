package cn.example.viid;

public class RenLianShuXing {
    private int nianling;
    private int yanjing;
    private String minzu;
    private String pifuyanse;
    private int kouzhao;
}

class ShenFenZheng {
    private String xingming;
    private String minzu;
    private String dizhi;
}
