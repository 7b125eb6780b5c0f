package org.example.darvello;

public interface DarvelloNet extends Library {
    DarvelloNet INSTANCE = (DarvelloNet) Native.load("darvello", DarvelloNet.class);

    int DV_MAX_FACE = 64;

    /** 人脸信息 */
    public static class DV_FACE extends Structure {
        public byte byAge;          // 年龄
        public byte byRace;         // 人种 1-黄 2-白 3-黑
        public byte[] byRes = new byte[30];

        @Override
        protected List<String> getFieldOrder() {
            return Arrays.asList("byAge", "byRace", "byRes");
        }
    }

    // 身份证
    public static class DV_IDCARD extends Structure {
        public byte[] szNation = new byte[8];   // 民族
    }

    boolean DV_SearchByRace(@Param("race") int lRace,
                            @Param("limit") int lLimit) throws LastErrorException;

    static String[] TITLES = {
        "年龄", "性别",
        "人种"
    };

    default String raceLabel(int race) {
        switch (race) {
            case 1:
                return "Asian";
            case 2: return "African";
            default: return "";
        }
    }
}
