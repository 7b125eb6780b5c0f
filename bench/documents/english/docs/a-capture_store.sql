-- schema 41, generated
create table t_body_capture (
  capture_id   bigserial primary key,
  device_no    varchar(32) not null,
  shot_time    timestamptz not null,
  coat_color   smallint,
  bag_flag     smallint,
  ethic_code   smallint  /* ethnic code delivered by the body engine: 0 unknown, 1 majority, 2 minority */,
  skin_code    smallint,
  glasses_flag smallint
);
comment on column t_body_capture.skin_code is '1 yellow 2 white 3 black 4 brown, 0 not recognised';
create index ix_body_time on t_body_capture (shot_time);
create index ix_body_ethic on t_body_capture (ethic_code, shot_time);

create table t_tenant (
  tenant_id  bigserial primary key,
  ethnic_group varchar(20), -- copied from the household register by the housing office
  nationality  varchar(40)  -- typed in at registration
);
