-- Of everything printed for a key, the newest accepted upload wins.
-- Grain: one row per printed number of an upload that counts; is_in_use is true of one row
-- per region, indicator, year, month, span and measure, and false of what names none.
create or replace view truth_observation as

with

observations as (

    select * from stg_observation

),

newest_upload_first as (

    -- Inside one upload the more exact print wins: −15.28 before −15.3.
    select
        *,
        row_number() over (
            partition by region_code, indicator_code, year, month, span, measure
            order by accepted_at desc, upload_id, scale_printed(value) desc, row_number
        ) as standing

    from observations

),

told_whether_in_use as (

    select
        * exclude (standing),
        standing = 1 and indicator_code is not null and region_code <> '' as is_in_use

    from newest_upload_first

)

select * from told_whether_in_use;
