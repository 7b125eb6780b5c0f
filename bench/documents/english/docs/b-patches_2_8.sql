-- 2.8.0: clean-up before the European release
ALTER TABLE face_event ALTER COLUMN race_type SET DEFAULT NULL; -- engine stops writing race in the EU build, column stays
UPDATE face_event SET race_type = NULL WHERE site_region = 'EU';
ALTER TABLE face_event RENAME COLUMN spect TO eyewear;

-- 2.8.1
ALTER TABLE face_event ADD COLUMN mask_kind SMALLINT;
-- 2.8.2: job runner
CREATE UNIQUE INDEX ux_job ON job (kind, run_at); -- stops two workers racing for one job
