create table face_hit (
  hit_id bigint primary key,
  cam_id int not null,
  age_band smallint,
  race_cd char(1),          -- A asian, B black, W white, as classified by the engine
  veil_flag boolean,        -- used for the religion estimate
  score numeric(5,4)
);
create table staff (
  staff_id int primary key,
  ethnicity varchar(30),    -- from the equality questionnaire
  nationality char(3)       -- work permit check
);
