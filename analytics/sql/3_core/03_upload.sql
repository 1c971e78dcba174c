-- What became of each upload?
-- Grain: one row per upload accepted by the moment asked for.
create or replace view core_upload as

with

known_then as (

    select * exclude (digest, known_from, known_until) from mirror.core_upload
    where is_known(known_from, known_until)

)

select * from known_then;
