-- One truth per unit and period as a table by unit prints it: the newest upload wins.
-- Grain: one row per region, scope, unit and period.
create or replace view truth_unit as

with

units as (

    select * from stg_unit

),

newest_first as (

    select
        *,
        row_number() over (
            partition by region_code, scope, unit_key, year, month
            order by accepted_at desc, upload_id, row_number
        ) as standing

    from units

),

one_truth as (

    select * exclude (standing)
    from newest_first
    where standing = 1

)

select * from one_truth;
