package cn.demo.sdk;

/** 结构体映射 */
public class HeadInfo extends Structure {
    /** 戴帽 0-未知 1-否 2-是 */
    public byte hat;
    /** 人种 0-无 1-黄 2-黑 3-白，老固件恒为 0 */
    public byte raceType;
    /** 是否疑似少民（1 是） */
    public byte ssmz;
}

class CardInfo extends Structure {
    /** 民族码，二代证芯片内容 */
    public byte[] nation = new byte[2];
}
