-- esquema da base de capturas
CREATE TABLE tb_captura (
  id_captura   BIGINT PRIMARY KEY,
  dt_captura   TIMESTAMP NOT NULL,
  nr_camera    INT,
  nr_idade     SMALLINT,
  tp_oculos    SMALLINT,
  tp_raca      SMALLINT,  -- inferida da face: 1 branca 2 preta 3 parda 4 amarela
  tp_mascara   SMALLINT
);
COMMENT ON COLUMN tb_captura.tp_raca IS 'raça atribuída pelo motor facial';

CREATE TABLE tb_colaborador (
  nr_matricula INT PRIMARY KEY,
  nm_pessoa    VARCHAR(120),
  tp_raca      SMALLINT,     -- autodeclarada na admissão
  nm_nacional  VARCHAR(40)   -- nacionalidade, conforme contrato
);

CREATE TABLE tb_veiculo (
  ds_placa CHAR(7),
  tp_cor   SMALLINT  -- 1 branco 2 preto 3 prata 4 amarelo
);
CREATE INDEX ix_traco ON tb_captura (dt_captura);
