-- One truth per goal.
-- Grain: one row per region, scope, indicator, goal kind, tier, year and month (null: the
-- year).
create or replace view core_target as

with

known_then as (

    select
        * exclude (digest, known_from, known_until),
        cell_address(file, sheet, cell) as source

    from mirror.core_target

    where is_known(known_from, known_until)

)

select * from known_then;
