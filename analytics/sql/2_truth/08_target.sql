-- One truth per goal: the newest accepted upload wins.
-- Grain: one row per region, scope, indicator, goal kind, tier, year and month (null: the year).
create or replace view truth_target as

with

targets as (

    select * from stg_target

),

newest_first as (

    select
        *,
        row_number() over (
            partition by
                region_code, scope_kind, unit_key, indicator_label, goal_kind, tier, year, month
            order by accepted_at desc, upload_id, row_number
        ) as standing

    from targets

),

one_truth as (

    select * exclude (standing)
    from newest_first
    where standing = 1

)

select * from one_truth;
