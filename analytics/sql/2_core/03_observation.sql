-- One truth per key: of everything printed for it, the newest accepted upload wins.
-- Grain: one row per region, indicator, period, span and measure.
create or replace view core_observation as

with

investment as (

    select * from stg_investment
    where indicator_code is not null
        and region_code <> ''

),

newest_upload_first as (

    -- Inside one upload the more exact print wins: −15.28 before −15.3.
    select
        *,
        row_number() over (
            partition by region_code, indicator_code, year, month, span, measure
            order by accepted_at desc, upload_id, scale_printed(value) desc, row_number
        ) as standing

    from investment

),

one_truth as (

    select * exclude (standing)
    from newest_upload_first
    where standing = 1

)

select * from one_truth;
