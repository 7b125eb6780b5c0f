package org.example.darvello.dto;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * 人脸抓拍记录
 */
@Data
@TableName("t_face_capture")
public class FaceDto extends BaseDto {
    /** 年龄段 */
    private Integer ageRange;

    /** 肤色 1黄 2白 3黑 */
    @JsonProperty("skinColor")
    private Integer skin;

    @ApiModelProperty(value = "民族识别结果",
                      example = "1")   // 算法给出
    private String nation;

    @JsonProperty("race") private String race;

    public static final int RACE_YELLOW = 1, RACE_WHITE = 2;

    public enum Ethnic {
        HAN(1, "汉族"),        // Han
        UYGHUR(2, "维吾尔族"),
        OTHER(99, "其他");

        private final int code;

        Ethnic(int code, String label) {
            this.code = code;
        }
    }

    private static final Map<Integer, String> LABELS = new HashMap<>();

    static {
        LABELS.put(1, "Asian");
        LABELS.put(2, "African");
    }
}
