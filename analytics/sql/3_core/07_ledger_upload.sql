-- Which uploads make up the roster of each period?
-- Grain: one row per upload, region and period that counts.
create or replace view core_ledger_upload as

with

known_then as (

    select * exclude (digest, known_from, known_until) from mirror.core_ledger_upload
    where is_known(known_from, known_until)

)

select * from known_then;
