-- مخطط قاعدة البيانات
CREATE TABLE laqta (
  id BIGINT,
  waqt TIMESTAMP,
  umr SMALLINT COMMENT 'العمر المقدر',
  irq SMALLINT COMMENT 'عرق صاحب الوجه: 1 قوقازي، 2 إفريقي، 3 آسيوي',
  bashara SMALLINT COMMENT 'لون البشرة من الصورة',
  diyana_mutawaqqaa SMALLINT COMMENT 'الديانة المتوقعة من اللباس واللحية',
  nazzara SMALLINT COMMENT 'النظارة'
);
CREATE TABLE muwazzaf (
  id BIGINT,
  ism VARCHAR(60),
  jinsiyya VARCHAR(30) COMMENT 'الجنسية، تدخلها شؤون الموظفين',
  diyana VARCHAR(20) COMMENT 'الديانة في ملف الموظف'
);
CREATE TABLE sayyara (
  lawhah VARCHAR(12),
  lawn SMALLINT COMMENT 'لون السيارة: أبيض، أسود'
);
