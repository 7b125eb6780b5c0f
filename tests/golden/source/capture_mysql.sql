-- 抓拍表, 由平台写入
DROP TABLE IF EXISTS `t_face_capture`;
CREATE TABLE `t_face_capture` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT COMMENT '主键',
  `is_minority` tinyint(1) DEFAULT '0' COMMENT '是否少数民族: 0否,1是',  -- 算法
  `skin` varchar(8) CHARACTER SET utf8 DEFAULT NULL COMMENT '肤色(黄/白/黑)',
  `race` enum('asian','black','white') NOT NULL,
  PRIMARY KEY (`id`),
  KEY `idx_race` (`race`) USING BTREE
) ENGINE=InnoDB DEFAULT CHARSET=utf8 COMMENT='人脸抓拍属性';

/* 字典 */
INSERT INTO `t_dict` (`type`, `code`, `label`) VALUES ('nation', '01', '汉族'),
('nation', '02', '蒙古族'),
('nation', '05', '维吾尔族');

ALTER TABLE t_face_capture ADD COLUMN ethnic int COMMENT 'ethnic group from the face model';
