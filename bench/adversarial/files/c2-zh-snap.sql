CREATE TABLE t_face_snap (
  id bigint NOT NULL,
  snap_time datetime COMMENT '抓拍时间',
  age_seg tinyint COMMENT '年龄段',
  glasses tinyint COMMENT '0无 1有',
  eth tinyint COMMENT '族别识别结果 0未知 1汉 2维 3藏 4其他',
  skin tinyint COMMENT '肤色等级 1-6',
  PRIMARY KEY (id)
) COMMENT='人脸抓拍';

CREATE TABLE t_resident (
  id bigint NOT NULL,
  name varchar(64) COMMENT '姓名',
  nation varchar(20) COMMENT '民族，办证时登记',
  religion varchar(20) COMMENT '宗教信仰，网格员入户填写',
  PRIMARY KEY (id)
) COMMENT='常住居民';
