/* people lake, generation 3 */
CREATE SCHEMA IF NOT EXISTS lake;

CREATE TABLE lake.dim_attr (
    attr_id   SMALLINT PRIMARY KEY,
    attr_name VARCHAR(40) NOT NULL,
    source    VARCHAR(10) NOT NULL      -- 'cam' or 'desk'
);

INSERT INTO lake.dim_attr VALUES (1, 'age', 'cam');
INSERT INTO lake.dim_attr VALUES (2, 'spectacles', 'cam');
INSERT INTO lake.dim_attr VALUES (3, 'ethnic_group', 'cam');
INSERT INTO lake.dim_attr VALUES (4, 'is_uyghur', 'cam');
INSERT INTO lake.dim_attr VALUES (5, 'nationality', 'desk');
INSERT INTO lake.dim_attr VALUES (6, 'gait', 'cam');

CREATE TABLE lake.staff (
    staff_no   INT PRIMARY KEY,
    ethnicity  VARCHAR(20),             -- voluntary, for the yearly diversity report
    hired      DATE
);

-- vacuum and merge must not overlap: they race for the manifest
CREATE INDEX ix_trace ON lake.dim_attr (source);
