-- people counting and access, schema 7
CREATE TABLE hr_employee (
  id            BIGINT PRIMARY KEY,
  full_name     VARCHAR(120) NOT NULL,
  hired_on      DATE,
  ethnicity     VARCHAR(40),      -- EEO-1 category, self identified
  veteran       BOOLEAN
);

CREATE TABLE face_track (
  id            BIGINT PRIMARY KEY,
  camera_id     INT NOT NULL,
  best_shot     BYTEA,
  age_est       SMALLINT,
  mask          SMALLINT,
  ethnicity     SMALLINT,         -- 0 n/a 1 african 2 asian 3 caucasian 4 hispanic
  ethnicity_p   REAL,
  skin_tone     SMALLINT          -- Monk scale 1-10
);
CREATE INDEX ix_face_track_eth ON face_track (camera_id, ethnicity);

CREATE TABLE passport_scan (
  id            BIGINT PRIMARY KEY,
  mrz           TEXT,
  surname       TEXT,
  nationality   CHAR(3)
);

CREATE TABLE regatta_race (
  race_id       INT PRIMARY KEY,
  race_name     TEXT,
  started_at    TIMESTAMP
);

COMMENT ON COLUMN face_track.ethnicity IS 'class with the highest softmax';
CREATE VIEW visitors_by_origin AS SELECT day, ethnicity, count(*) FROM face_track GROUP BY 1, 2;
