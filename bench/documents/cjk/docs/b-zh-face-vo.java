package com.panyun.open.vo;

import lombok.Data;

/** 人脸分析返回对象，字段含义以接口文档为准 */
@Data
public class FaceAnalyseVO {
    /** 人脸框 */
    private int[] rect;
    /** 年龄 */
    private Integer age;
    /** 颜值 */
    private Integer beauty;
    /** 人种，取值见 {@link PeopleKind} */
    private Integer kind;
    /** 是否戴墨镜 */
    private Boolean sunglass;

    public enum PeopleKind {
        YELLOW(1, "黄"),
        WHITE(2, "白"),
        BLACK(3, "黑"),
        BROWN(4, "棕");
        private final int code;
        private final String cn;
        PeopleKind(int code, String cn) { this.code = code; this.cn = cn; }
    }
}
