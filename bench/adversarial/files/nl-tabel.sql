CREATE TABLE opname (
  id BIGINT PRIMARY KEY,
  leeftijd SMALLINT COMMENT 'geschat uit gezicht',
  geslacht CHAR(1),
  etniciteit SMALLINT COMMENT '0 onbekend, 1 Europees, 2 Afrikaans, 3 Aziatisch',
  huidskleur SMALLINT COMMENT 'licht, getint, donker',
  baard BOOLEAN
);
CREATE TABLE bezoeker (
  naam VARCHAR(80),
  nationaliteit CHAR(2) COMMENT 'zelf opgegeven',
  kenteken VARCHAR(10)
);
