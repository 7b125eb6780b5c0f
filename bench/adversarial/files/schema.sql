-- attributes extracted from snapshots by the analysis node
CREATE TABLE face_attr (
    snap_id    BIGINT NOT NULL,
    age_group  SMALLINT,
    glasses    SMALLINT,
    ethnic_id  SMALLINT,
    race       VARCHAR(12),
    beard      SMALLINT
);
-- staff master data
CREATE TABLE employee (
    emp_no     INT PRIMARY KEY,
    full_name  VARCHAR(80),
    ethnic_id  SMALLINT,
    religion   VARCHAR(20),
    birth_date DATE
);
CREATE TABLE race_result (
    runner_id  INT,
    lap_time   TIME
);
