-- What do a unit's, and a whole region's, projects come to?
-- Grain: one row per region, period and unit; unit_key is null for the whole region.
create or replace view core_ledger_sum as

with

known_then as (

    select * exclude (digest, known_from, known_until) from mirror.core_ledger_sum
    where is_known(known_from, known_until)

)

select * from known_then;
