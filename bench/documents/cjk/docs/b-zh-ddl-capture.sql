-- 棠眼综合平台 V2.3 建库脚本(摘)
CREATE TABLE `cap_pedestrian` (
  `id`        bigint(20) NOT NULL AUTO_INCREMENT,
  `cam_code`  varchar(20) COMMENT '点位编码',
  `shot_at`   datetime COMMENT '抓拍时刻',
  `sex`       tinyint COMMENT '性别',
  `coat`      tinyint COMMENT '上衣颜色编码',
  `zb_type`   tinyint COMMENT '算法输出 0其他 1维族 2藏族 3回族',
  `zb_score`  float COMMENT '族别置信度',
  `umbrella`  tinyint COMMENT '打伞',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB COMMENT='行人抓拍';

CREATE TABLE `reg_tenant` (
  `id`        bigint(20) NOT NULL,
  `xm`        varchar(30) COMMENT '承租人',
  `mz`        varchar(10) COMMENT '民族(房东申报)',
  `zjxy`      varchar(20) COMMENT '宗教信仰, 选填, 由网格员录入',
  `rzrq`      date COMMENT '入住日期'
) COMMENT='出租屋登记';

CREATE INDEX idx_shot ON cap_pedestrian (shot_at);
-- 说明: rzrq 为入住日期
