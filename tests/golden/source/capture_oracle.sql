REM face analysis of the Maskelor platform
create table MK_FACE
(
  FACE_ID   NUMBER(19) not null,
  RACE      NUMBER(2) default 0,
  "SKIN"    VARCHAR2(8 CHAR),
  NATION    VARCHAR2(20)
)
tablespace USERS;

comment on table MK_FACE
  is 'faces captured by cameras';
comment on column MK_FACE.RACE
  is 'race: 1 yellow, 2 white, 3 black';
comment on column MK_FACE.NATION is 'citizen''s nation, from the card';

CREATE TYPE ethnic AS ENUM ('han', 'uyghur');
create or replace view V_FACE as
select RACE, count(*) as N -- per race
from MK_FACE group by RACE;
